/**
 * The answer is not an error, and has no CORS headers: CORS is not set up, or not for this page, or not for this
 * answer, or a cache gave a copy without them.
 */

import { type Case, headerOf, NEAR_PROBES } from '../case.ts'
import { ASK_FRESH, isFreshAllowed } from '../probes/fresh-url.ts'
import {
  ANSWERS,
  anyCors,
  cacheLine,
  isFromCache,
  isOriginRefused,
  SHOW_REFUSED_ORIGIN,
  signOfAList,
  variesByOrigin,
} from '../refused-origin.ts'
import { isRefusedForItsContent, refusedPart, SHOW_PART } from '../refused-part.ts'
import type { CauseRule } from '../words/cause-rule.ts'
import type { ProbeName } from '../words/evidence.ts'
import { isOwnReason } from '../words/own-reason.ts'
import { hostOf, originOf, pathOf } from '../words/url-parts.ts'
import { loginHop } from './login-hop.ts'
import { isOptionsOfRouter } from './preflight/status.ts'
import { TUNNEL_PAGE } from './tunnel-page.ts'

const isMissing = (seen: Case) => seen.check === 'MissingAllowOriginHeader'
const isSuccess = (seen: Case) => seen.status !== null && seen.status >= 200 && seen.status < 400

/** Each could show that the server has CORS set up. */
const ALL: readonly ProbeName[] = [
  ...ANSWERS,
  ...SHOW_PART,
  ...SHOW_REFUSED_ORIGIN,
  ...NEAR_PROBES,
  'fresh-url',
  'redirect-target',
]

/** A preflight has allowed the request, and no answer to one is known. */
const mustHavePreflight = (seen: Case) => seen.hadUnseenPreflight && seen.answer('simple-preflight') === null

/** corskit's own servers say the reason in a header, when `explain` is on. */
const ownReason = (seen: Case) => seen.header('corskit-reason')

const FONT =
  'Let the server of the font send `Access-Control-Allow-Origin`: fonts of other origins are always loaded with CORS. If the URL is wrong, correct it.'

export const NOT_SET_UP_CAUSES: readonly CauseRule[] = [
  {
    id: 'origin-not-allowed',
    title: 'CORS is set up, and this origin is not on its list',
    layer: 'app',
    symptom: "No 'Access-Control-Allow-Origin' header is present for one page, while others work.",
    sure: 'The answer has `Vary: Origin` and no `Access-Control-Allow-Origin`; a page that is on the list gets it.',
    why: 'The server compares the origin with a list and sends nothing to those that are not on it. Scheme, host and port have to be equal to the letter.',
    fix: 'Add the page’s origin to the list of the server.',
    remedy: 'allow-request',
    find: (seen) => {
      if (!isMissing(seen)) return null
      if (seen.isOnlyMessage) {
        return {
          confidence: 'possible',
          evidence: ['The console does not say whether other pages are allowed'],
          confirm: 'Look for Vary: Origin in the answer, or run: corskit check URL',
        }
      }
      const told = ownReason(seen)
      if (told !== null)
        return {
          confidence: 'certain',
          evidence: [seen.answerLine, isOwnReason(told) ? `It says corskit-reason: ${told}` : 'It has corskit-reason'],
        }
      if (seen.near !== null) {
        // The same host under another name is a different cause.
        if (seen.near.name !== 'other-www') return null
        return { confidence: 'certain', evidence: [seen.answerLine, seen.probeLine('other-www')] }
      }
      if (seen.status !== null && seen.status >= 400 && seen.status !== 403 && !isRefusedForItsContent(seen))
        return null
      if (isOriginRefused(seen) || refusedPart(seen) !== null || seen.challenge !== null) return null
      const other = headerOf(seen.answer('another-origin')?.headers, 'access-control-allow-origin')
      const sign = signOfAList(seen)
      if (sign === null) return null
      return {
        // A server that allows a stranger has another reason to refuse this page.
        confidence: other === null || other === '*' ? 'likely' : 'possible',
        unless: ALL,
        evidence: [seen.answerLine, sign],
        confirm: 'Send the request with an origin that should be allowed: it gets the header.',
      }
    },
  },
  {
    id: 'headers-only-on-preflight',
    title: 'Only the preflight has the headers; the answer itself needs them too',
    layer: 'app',
    symptom: "The preflight is green, then No 'Access-Control-Allow-Origin' header is present on the request itself.",
    sure: 'OPTIONS has `Access-Control-Allow-Origin`, and the request behind it has not.',
    why: 'A handler for OPTIONS was written by hand. The browser checks both answers.',
    fix: 'Send `Access-Control-Allow-Origin` (and `Access-Control-Allow-Credentials`) on every answer, not only on OPTIONS.',
    remedy: 'allow-request',
    find: (seen) => {
      if (!isMissing(seen) || seen.isPreflight || !isSuccess(seen) || isFreshAllowed(seen)) return null
      const own = headerOf(seen.preflight?.response?.headers, 'access-control-allow-origin')
      if (own === null && mustHavePreflight(seen) && !seen.allows('missing-path')) {
        return {
          confidence: 'likely',
          evidence: [
            seen.answerLine,
            'It has no Access-Control-Allow-Origin',
            'Browsers send such a request only after a preflight has allowed it; that preflight is not here',
          ],
          confirm: 'Look at the answer to OPTIONS for the same path: has it Access-Control-Allow-Origin?',
        }
      }
      if (own === null && (seen.allows('missing-path') || !seen.allows('simple-preflight'))) return null
      const line =
        own === null ? seen.probeLine('simple-preflight') : `The preflight had Access-Control-Allow-Origin: ${own}`
      return {
        confidence: 'certain',
        unless: own === null ? ['missing-path', 'fresh-url'] : ['fresh-url'],
        evidence: [seen.answerLine, 'It has no Access-Control-Allow-Origin', line],
      }
    },
  },
  {
    id: 'cached-without-headers',
    title: 'A cache serves a copy that was stored without CORS headers',
    layer: 'cdn',
    symptom:
      "No 'Access-Control-Allow-Origin' header is present for some people or some files; a reload, or another query, helps.",
    sure: 'With a query that nobody asked before, the headers are there. Many caches say that they answered (`Age`, `X-Cache`, `Cache-Status`…), and some do not.',
    why: 'The first request had no `Origin` (an `<img>`, a robot), so the server sent no headers, and no `Vary: Origin`. The cache gives that copy to everybody.',
    fix: 'Send `Vary: Origin` on every answer, also to requests without `Origin`, and let the cache keep copies by `Origin`; or send `Access-Control-Allow-Origin: *` always, where the content is public. Then purge the cache.',
    remedy: 'vary-in-cache',
    find: (seen) => {
      if (!isMissing(seen)) return null
      if (isFreshAllowed(seen)) {
        return {
          confidence: 'certain',
          isOfCopy: true,
          evidence: [
            seen.answerLine,
            `It has no Access-Control-Allow-Origin${isFromCache(seen) ? `, and comes from a cache (${cacheLine(seen)})` : ''}`,
            seen.probeLine('fresh-url'),
          ],
        }
      }
      if (!isSuccess(seen)) return null
      const before = seen.elsewhere('same path')
      if (before !== null) {
        // With another query it may be another part of the app.
        const confidence = seen.evidence.elsewhere?.url === seen.url ? 'likely' : 'possible'
        return { confidence, evidence: [seen.answerLine, before], confirm: ASK_FRESH }
      }
      if (!isFromCache(seen)) return null
      return {
        confidence: 'possible',
        evidence: [seen.answerLine, `It comes from a cache: ${cacheLine(seen)}`],
        confirm: ASK_FRESH,
      }
    },
  },
  TUNNEL_PAGE,
  {
    id: 'no-cors-headers',
    title: 'The server sends no CORS headers at all',
    layer: 'app',
    symptom: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    sure: 'No answer of this server, for no path and no method, has a header that begins with `Access-Control-`.',
    why: 'By default a browser lets a page read answers of its own origin only. The server has to say which other pages may.',
    fix: 'Set CORS up on the server. If the server is not yours, call it from your own backend and not from the page.',
    remedy: 'allow-request',
    find: (seen) => {
      const { said } = seen.evidence
      if (said?.kind === 'cors-off') return { confidence: 'certain', evidence: seen.saidLines }
      if (said?.kind === 'font') return { confidence: 'likely', evidence: [said.line], summary: FONT }
      if (!isMissing(seen) || ownReason(seen) !== null || seen.evidence.elsewhere !== undefined) return null
      if (seen.isOnlyMessage) {
        return {
          confidence: 'possible',
          evidence: ['The console says that the header is missing; it does not say with which status'],
          confirm: 'Look at the status in the network panel, or run: corskit check URL',
        }
      }
      if (anyCors(seen) || variesByOrigin(seen) || seen.near !== null) return null
      if (isFreshAllowed(seen) || seen.allows('redirect-target')) return null
      if (isOriginRefused(seen)) return null
      if (seen.header('ngrok-error-code') !== null || seen.challenge !== null) return null
      const asked = (['missing-path', 'simple-preflight', 'another-origin'] as const).filter(
        (name) => seen.answer(name) !== null,
      )
      if (seen.isRefusedByStore)
        return {
          confidence: 'likely',
          unless: ALL,
          layer: 'gateway',
          evidence: [seen.answerLine, seen.serverLine ?? '', 'It answers so where no rule for CORS allows the request'],
          summary: 'Give the bucket or the account a rule for CORS, with this page, method and headers.',
        }
      const isError = seen.status !== null && seen.status >= 400
      return {
        // A server that has a list may be silent for whoever is not on it; a router that answers OPTIONS by itself says
        // nothing of the request behind it.
        confidence: isError || isOptionsOfRouter(seen) || mustHavePreflight(seen) ? 'possible' : 'likely',
        unless: ALL,
        evidence: [
          `${seen.answerLine}, without any Access-Control header`,
          ...asked.map((name) => seen.probeLine(name)),
        ],
        confirm:
          asked.length >= 2
            ? 'Ask with the origin of a page that should be allowed: if it gets the header, this page is not on the server’s list.'
            : `Ask for another path of ${hostOf(seen.url)}: is there any Access-Control header?`,
      }
    },
  },
  {
    id: 'cors-only-elsewhere',
    title: 'CORS is set up for other paths of this server, and not for this one',
    layer: 'app',
    symptom: "No 'Access-Control-Allow-Origin' header is present on one path, while other paths of the server have it.",
    sure: 'Another path of the server, or a path that does not exist, has the headers.',
    why: 'CORS was added to a router or a route and not to the app, or the route stands before it.',
    fix: 'Register CORS before the route, or on the whole app.',
    remedy: 'allow-request',
    find: (seen) => {
      if (!isMissing(seen) || seen.isPreflight) return null
      if (seen.isOnlyMessage)
        return seen.status !== null && !isSuccess(seen)
          ? null
          : {
              confidence: 'possible',
              evidence: ['The console does not say what other paths of the server have'],
              confirm: 'Ask for another path of the server, or run: corskit check URL',
            }
      if (!isSuccess(seen) || isFreshAllowed(seen)) return null
      if (loginHop(seen) !== null) return null
      const redirect = redirectWithHeaders(seen)
      const recorded = seen.elsewhere('another path')
      if (!seen.allows('missing-path') && redirect === null && recorded === null) return null
      return {
        confidence: 'certain',
        unless: ['fresh-url'],
        evidence: [
          seen.answerLine,
          `${pathOf(seen.url)} has no Access-Control-Allow-Origin`,
          ...(redirect === null ? [] : [redirect]),
          ...(recorded === null ? [] : [recorded]),
          ...(seen.allows('missing-path') ? [seen.probeLine('missing-path')] : []),
        ],
      }
    },
  },
]

/** A redirect of the same server that led to the refused answer, and that had the headers. */
function redirectWithHeaders(seen: Case): string | null {
  const own = originOf(seen.url)
  const hop = seen.exchanges.find(
    ({ kind, request, response }) =>
      kind === 'actual' &&
      originOf(request.url) === own &&
      headerOf(response?.headers, 'access-control-allow-origin') !== null,
  )
  return hop === undefined ? null : `${pathOf(hop.request.url)}, which redirects there, has Access-Control-Allow-Origin`
}
