/**
 * Where an engine differs from the standard, as data. Every row of a profile was measured; the scenario that shows it
 * is in `conformance/scenarios`. The algorithms read these fields and never ask which engine they are.
 */

import type { ElementInitiator } from './initiator.ts'
import type { Engine } from './outcome.ts'
import type { CacheMode } from './request-input.ts'

/** The checks on the answer to a preflight. The standard demands all of them; the order decides which one is named. */
export type PreflightCheck =
  | 'redirect'
  | 'cors-check'
  | 'status'
  | 'parse-methods'
  | 'parse-headers'
  | 'method'
  | 'headers'

export type RedirectHeaders =
  | 'carried'
  | 'rebuilt-by-first-method'
  | 'rebuilt-by-current-method'
  | 'type-returns-with-307-and-308'

/** A `Location` that an engine's network layer refuses, whatever the answer would allow. */
export type UnreadLocation = 'differing-lines' | 'invalid' | 'invalid-followed' | 'data-followed' | 'ftp'

export interface EngineProfile {
  readonly engine: Engine

  /** Request headers that script can set without effect, beside the forbidden ones. */
  readonly ignoredRequestHeaders: ReadonlySet<string>
  /** Request headers that need no preflight, beside the safelisted ones. */
  readonly extraSafelistedHeaders: ReadonlySet<string>

  /** The order of the checks on the answer to a preflight. */
  readonly preflightChecks: readonly PreflightCheck[]
  /**
   * Header names that are checked first, in the order in which they were set; then the others in that order. `null`:
   * all in alphabetical order.
   */
  readonly namesCheckedFirst: ReadonlySet<string> | null
  /**
   * Whether the safelist judges the lines of one name as one value, as they are sent. The standard judges each line.
   */
  readonly combinesHeaderLines: boolean
  /** Whether `Access-Control-Allow-Headers: *` covers `Authorization`. The standard says no. */
  readonly wildcardCoversAuthorization: boolean
  /**
   * Whether a request that once needed a preflight needs one for every later hop: not at all (the standard), if a hop
   * to another origin needed one, or also if the first request would have needed one.
   */
  readonly preflightIsSticky: 'no' | 'after-preflight' | 'after-unsafe-request'
  /**
   * Which headers a preflight after a redirect asks for: those that the request has then (the standard), those of the
   * first request, or those of the first request without the ones that this redirect removed.
   */
  readonly preflightAsksFor: 'current' | 'first' | 'first-less-this-redirect'
  /** Whether a header on several lines is named as many times. */
  readonly preflightRepeatsNames: boolean
  /** Whether the unit of a `Range` may be in any case. The standard wants `bytes`. */
  readonly rangeUnitIgnoresCase: boolean
  /** Whether safelisted headers are unsafe when their values together exceed 1,024 bytes. The standard says yes. */
  readonly limitsSafelistedSum: boolean
  /** Whether bytes above 0x7F make a value unsafe, so that no-cors mode drops it. */
  readonly nonAsciiIsUnsafe: boolean
  /** `Origin` of a preflight after a redirect that tainted the origin. The standard says `null`. */
  readonly preflightOriginAfterTaint: 'null' | 'page'
  /** Whose `Referer` a preflight after a redirect has: this hop's (the standard), or the first one's. */
  readonly preflightReferrer: 'this-hop' | 'first-hop'
  /**
   * Whether a preflight to the page's own origin, after redirects led back to it, only has to allow methods and
   * headers.
   */
  readonly ownOriginPreflightSkipsCorsCheck: boolean
  /** Whether a preflight carries its request's headers for caches. The standard: no. */
  readonly preflightTellsCacheMode: boolean
  /**
   * Whether, in mode `cors`, a redirect to another origin keeps the request's headers for caches. The standard: yes.
   */
  readonly crossOriginHopTellsCacheMode: boolean
  /**
   * The cache mode of a request with conditional headers (`If-None-Match` and the like) for which script set no cache
   * mode.
   */
  readonly conditionalCacheMode: CacheMode
  /** Whether a preflight carries the `User-Agent` that script has set. The standard: no. */
  readonly preflightTellsUserAgent: boolean
  /** Whether a preflight carries `Sec-Fetch-Mode: cors` even to a URL that is not potentially trustworthy. */
  readonly preflightSendsFetchMode: boolean

  readonly cache: CacheProfile

  /** Headers that are not sent on after a redirect, unless it leads to the page's own origin. */
  readonly droppedOnRedirect: ReadonlySet<string>
  /**
   * Whether a request that redirects have not led out of the page's own origin carries the browser's `User-Agent` in
   * place of the one that script has set. The standard: no.
   */
  readonly ownRedirectsLoseUserAgent: boolean
  /**
   * Which answers fail because of their `Location` before any rule, even when no redirect is followed. The standard:
   * none.
   */
  readonly refusedUnread: ReadonlySet<UnreadLocation>
  /**
   * Whether an answer with status 407 fails when no proxy was used. The standard asks the user for the proxy's
   * password, and the model has no user.
   */
  readonly refusesProxyStatus: boolean
  /**
   * Whether empty lines of a header that has several lines are left out, except for `Access-Control-Allow-Origin` and
   * `Location`.
   */
  readonly leavesOutEmptyLines: boolean
  /**
   * What several `Location` lines mean: a failure (the standard), one `Location` if all are equal, or one value with
   * commas.
   */
  readonly severalLocations: 'failure' | 'one-if-equal' | 'joined'
  /**
   * How bytes outside ASCII in a `Location` are read: kept as they are (the standard), or each as a Latin-1 character,
   * after bytes that are not UTF-8 were replaced.
   */
  readonly locationBytes: 'kept' | 'latin-1'
  /**
   * From which headers a redirect removes some. One value is for requests that are subject to CORS after it, one for
   * the others. `carried`: from the current headers (the standard). `rebuilt-…`: from those of the first request, so
   * that headers that an earlier redirect removed come back; whether the headers of a body are among them is decided by
   * the first method or by the current one. `type-returns-…`: as in the standard, but `Content-Type` comes back with
   * 307 and 308, except where a no-cors request with credentials mode `same-origin` lost it when it left the page's
   * origin.
   */
  readonly redirectHeaders: { readonly basic: RedirectHeaders; readonly cors: RedirectHeaders }
  /**
   * Whether a no-cors request refuses a redirect with a user name or password: never (the standard), to another origin
   * than the page's, or unless the page's own origin sent it and credentials mode is `same-origin`.
   */
  readonly noCorsRefusesUserinfo: 'never' | 'to-other-origin' | 'but-own-with-same-origin'
  /**
   * Whether a redirect to the page's own origin is refused too when it has a user name or password. The standard
   * follows it.
   */
  readonly ownOriginRefusesUserinfo: boolean
  /**
   * Whether a user name or password in a redirect by the page's own origin is refused only after the preflight for it.
   */
  readonly ownOriginUserinfoRefusedLate: boolean
  /**
   * Whether the first redirect by another origin, after hops within the page's own, is checked again as if credentials
   * mode were `include`: after the next hop's preflight, before the hop itself is sent.
   */
  readonly ownOriginStartKeepsCredentials: boolean
  /**
   * Whether a redirect to another origin turns `Origin` of a no-cors request into `null`. The standard: only a tainting
   * one.
   */
  readonly noCorsRedirectHidesOrigin: boolean
  /**
   * Whether a redirect by the page's own origin to another makes a no-cors request send its origin, whatever the
   * referrer policy says.
   */
  readonly ownOriginRedirectTellsOrigin: boolean
  /**
   * Whether a page with an opaque origin has a referrer, if it has a URL: none (the standard), its URL, or the origin
   * of that.
   */
  readonly opaquePagesHaveReferrer: 'none' | 'origin' | 'url'
  /**
   * Whether a page or worker with a `blob:` URL counts as the front page of its origin: so it has a referrer. The
   * standard says no.
   */
  readonly blobPagesAreTheirOrigin: boolean
  /**
   * Whether referrer policies that tell another site more than the default are ignored for the whole request.
   */
  readonly ignoresLaxReferrerPolicies: boolean
  /** Whether a redirect to another origin turns DELETE into GET. */
  readonly crossOriginDeleteBecomesGet: boolean
  /**
   * Whether no-cors mode drops every `Content-Type` line after the first allowed one. The standard judges them
   * together.
   */
  readonly noCorsKeepsFirstType: boolean
  /** Whether a no-cors request keeps the type of its body, safelisted or not. The standard drops it. */
  readonly noCorsKeepsBodyType: boolean
  /**
   * Whether only one of several `Content-Type` lines is sent: the first when there is a body, the last when there is
   * none and after a redirect. The standard sends all.
   */
  readonly sendsOneContentType: boolean
  /** Whether the answer of a `data:` URL has a `Content-Length`. The standard: no. */
  readonly dataUrlsHaveLength: boolean
  /** What an empty `Location` does: it leads to the same URL (the standard), is ignored, or fails. */
  readonly emptyLocation: 'self' | 'no-redirect' | 'error'
  /** Whether a redirect status without a `Location` counts for `redirect: 'error'`. The standard says yes. */
  readonly statusAloneRedirects: boolean
  /**
   * Whether `only-if-cached` fails when the HTTP cache has no answer. The standard says yes; the model's cache is
   * always empty.
   */
  readonly onlyIfCachedNeedsCache: boolean
  /**
   * Whether a user name or password is the reason even when `redirect: 'error'` refuses every redirect.
   */
  readonly userinfoBeforeRedirectMode: boolean
  /** Whether `Origin` is dropped when a same-origin redirect turns POST into GET. The standard says yes. */
  readonly originDroppedWithMethod: boolean
  /** Whether the referrer policy can turn `Origin` into `null` on a no-cors POST. The standard says yes. */
  readonly referrerPolicyHidesOrigin: boolean
  /** Whether `referrer: ''` turns that `Origin` into `null` too. The standard says no. */
  readonly noReferrerHidesOrigin: boolean
  /** Whether the referrer policy of the first request decides about that `Origin`. A policy of a redirect does not. */
  readonly originHiddenByFirstPolicy: boolean
  /**
   * What makes a request a downgrade, which hides the referrer: a URL that is not potentially trustworthy (the
   * standard), or any http URL, that of a loopback host as well.
   */
  readonly referrerDowngrade: 'untrustworthy' | 'http'
  /** Whether the mode refuses a URL before its port and its scheme are looked at. The standard says no. */
  readonly modeBeforeUrlChecks: boolean
  /** Whether a redirect to mixed content is refused only after the preflight for it. The standard says no. */
  readonly preflightsMixedContent: boolean
  /**
   * Whether http and https of one site are the same site for referrer policies, and for `Sec-Fetch-Site` when the page
   * is potentially trustworthy. The standard says no.
   */
  readonly sitesIgnoreScheme: boolean
  /**
   * What `Sec-Fetch-Site` tells of redirects: the farthest relation of all URLs (the standard), or `cross-site` after a
   * redirect by an http URL. `dropped`: in cors mode, a redirect to another origin drops the headers, and a preflight
   * tells of all URLs: `cross-site` once the origin is tainted, and nothing if the first one is not potentially
   * trustworthy.
   */
  readonly metadataAfterRedirects: 'farthest' | 'cross-site-after-http' | 'dropped'
  /**
   * Whether a preflight that is forced (by listeners on an upload, or by a stream) is about the method too: a kept
   * answer has to name it, and an answer without a list of methods allows it. The standard says yes.
   */
  readonly forcedPreflightIsAboutMethod: boolean
  /** Whether listeners on an upload ask for a preflight only if there is something to upload. The standard says no. */
  readonly uploadListenersNeedBody: boolean
  /**
   * Answers without a body that are refused because a request has `integrity`, all of them (the standard) or none:
   * then they count as empty.
   */
  readonly integrityRefusesNoBody: boolean
  /** Whether `integrity` refuses redirects that script asked to see. If not, they count as empty. The standard: yes. */
  readonly integrityRefusesOpaqueRedirects: boolean
  /** Whether `integrity` of nothing but white space is none. The standard says no. */
  readonly blankIntegrityIsNone: boolean
  /**
   * Whether `Cross-Origin-Resource-Policy: same-site` compares only registrable domains. Hosts without one, such as
   * `localhost`, and pages with an opaque origin then count as one site. An IP address is never the same site. The
   * standard says no.
   */
  readonly resourcePolicyByDomain: boolean
  /** Rows that are others for the requests of elements. */
  readonly ofElements: Readonly<Partial<EngineProfile>>
  /** `Accept` of elements, where it says more than that anything is welcome. */
  readonly elementAccepts: Readonly<Partial<Record<ElementInitiator, string>>>
  /** Elements whose cors requests tell their `Origin` to the page's own origin too. The standard: none. */
  readonly ownOriginToldBy: ReadonlySet<string>
  /** Whether fonts are fetched in mode `cors`. The standard says yes. */
  readonly fontsUseCors: boolean
  /** Whether audio and video ask for the `Range` of all bytes at first. The standard says no. */
  readonly mediaAsksForRange: boolean
  /**
   * Whether `EventSource` sets `Cache-Control: no-cache` as a header of its own, which redirects to other origins keep.
   * The standard: no.
   */
  readonly eventSourceSetsCacheControl: boolean
  /**
   * Whether `sendBeacon` of a page with an opaque origin tells the origin of the page's URL to no-cors targets. The
   * standard says no.
   */
  readonly beaconTellsOriginOfUrl: boolean
  /** The cache mode of `sendBeacon`. */
  readonly beaconCacheMode: CacheMode
  /** Whether an https page may fetch http from a loopback host. The standard says yes. */
  readonly loopbackIsNoMixedContent: boolean
  /**
   * Whether an https page may fetch http when the URL or `targetAddressSpace` names a local network: then Local Network
   * Access decides.
   */
  readonly localNetworkIsNoMixedContent: boolean
  /** Whether Local Network Access is enforced. */
  readonly localNetworkAccess: boolean
}

export type Keeping = 'kept' | 'in-one-fetch' | 'never'

export interface CacheProfile {
  /**
   * `entries`: one entry for each method and header, each with its own end (the standard). `whole`: the newest answer
   * for each URL, replaced as a whole.
   */
  readonly shape: 'entries' | 'whole'
  /** The longest time that an answer is kept, in seconds. */
  readonly maxAgeCap: number
  /** What a missing `Access-Control-Max-Age` means, in seconds. */
  readonly missingMaxAge: number
  /** What an `Access-Control-Max-Age` that is not a number means, in seconds. */
  readonly invalidMaxAge: number
  /** What a negative one means, in seconds. */
  readonly negativeMaxAge: number
  /** Whether `*` is kept and covers later requests. */
  readonly wildcards: boolean
  /** Whether a kept `*` covers requests with credentials. The standard's text says so, although no preflight would. */
  readonly wildcardsCoverCredentialed: boolean
  /** Whether a kept `*` covers `Authorization`. The standard says no. */
  readonly wildcardCoversAuthorization: boolean
  /** Whether an answer for a request with credentials covers one without. */
  readonly credentialedCoversAnonymous: boolean
  /** Methods that need no entry of their own. The standard: the safelisted ones. */
  readonly methodsWithoutEntry: ReadonlySet<string>
  /**
   * After which failures the kept answer is dropped: all (the standard), all but a redirect that the redirect mode
   * refuses, or none.
   */
  readonly failureClears: 'every' | 'all-but-redirect-mode' | 'none'
  /** Request headers that make a request bypass kept answers. */
  readonly bypassedBy: ReadonlySet<string>
  /** Cache modes that make a request bypass kept answers. The standard: none. */
  readonly bypassedByModes: ReadonlySet<string>
  /** Cache modes whose answers are not kept. The standard: none. */
  readonly unkeptModes: ReadonlySet<string>
  /** Whether an answer that passes the CORS check is kept even though it refuses this very method or header. */
  readonly keepsRefusals: boolean
  /**
   * For how long answers for a page with an opaque origin are kept: like all others (the standard), or for one fetch.
   */
  readonly opaquePages: Keeping
  /**
   * For how long answers for an origin that redirects have tainted are kept: like all others (the standard), for one
   * fetch, or not at all.
   */
  readonly taintedOrigins: Keeping
  /** URLs of this length and longer are not kept. */
  readonly urlLengthLimit: number
  /** How many answers are kept. */
  readonly capacity: number
  /**
   * Which answers are removed when there are too many. `least-recently-used`: the expired ones; if there are none, the
   * one that was not used for the longest time. `ten-by-chance`: ten that the engine chooses by chance (the model
   * removes the first ten).
   */
  readonly evicts: 'least-recently-used' | 'ten-by-chance'
}
