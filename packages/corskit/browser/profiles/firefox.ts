import { CONDITIONAL_HEADERS } from '../../protocol/header-name.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { standardProfile } from './standard.ts'

/** Firefox ESR 153. */
export const firefoxProfile: EngineProfile = {
  ...standardProfile,
  engine: 'firefox',
  preflightChecks: ['cors-check', 'redirect', 'status', 'parse-methods', 'method', 'parse-headers', 'headers'],
  wildcardCoversAuthorization: true, // the preference network.cors_preflight.authorization_covered_by_wildcard
  preflightIsSticky: 'after-unsafe-request',
  preflightRepeatsNames: true,
  preflightTellsCacheMode: true,
  limitsSafelistedSum: false,
  nonAsciiIsUnsafe: true,
  preflightOriginAfterTaint: 'page',
  ownOriginPreflightSkipsCorsCheck: true,
  preflightAsksFor: 'first-less-this-redirect',
  redirectHeaders: { basic: 'rebuilt-by-first-method', cors: 'rebuilt-by-first-method' }, // FetchDriver::AsyncOnChannelRedirect
  refusedUnread: new Set(['differing-lines', 'invalid-followed', 'data-followed']),
  refusesProxyStatus: false,
  leavesOutEmptyLines: true, // netwerk/protocol/http/nsHttpHeaderArray.h, MergeHeader
  dataUrlsHaveLength: true,
  noCorsKeepsFirstType: true,
  sendsOneContentType: true, // necko stores it apart from the other headers
  severalLocations: 'one-if-equal',
  ignoresLaxReferrerPolicies: true, // network.http.referer.disallowCrossSiteRelaxingDefault
  cache: {
    ...standardProfile.cache,
    maxAgeCap: 86_400, // netwerk/protocol/http/nsCORSListenerProxy.cpp, AddResultToCache
    failureClears: 'all-but-redirect-mode',
    bypassedBy: CONDITIONAL_HEADERS,
    bypassedByModes: new Set(['no-store', 'reload']),
    invalidMaxAge: 0,
    negativeMaxAge: 0,
    wildcards: false,
    credentialedCoversAnonymous: false,
    methodsWithoutEntry: new Set(['GET', 'POST']),
    capacity: 100, // netwerk/protocol/http/nsCORSListenerProxy.cpp, nsPreflightCache::GetEntry
  },
  blobPagesAreTheirOrigin: true,
  referrerDowngrade: 'http',
  modeBeforeUrlChecks: true,
  noReferrerHidesOrigin: true,
  forcedPreflightIsAboutMethod: false,
  sitesIgnoreScheme: true,
  metadataAfterRedirects: 'cross-site-after-http',
  localNetworkIsNoMixedContent: false,
  localNetworkAccess: false, // behind preferences that are off in this release
  integrityRefusesNoBody: false,
  integrityRefusesOpaqueRedirects: false,
  // Only script's requests go through FetchDriver.
  ofElements: {
    redirectHeaders: standardProfile.redirectHeaders,
    preflightIsSticky: 'after-preflight',
    preflightAsksFor: 'first',
    opaquePagesHaveReferrer: 'origin',
  },
  elementAccepts: {
    ...standardProfile.elementAccepts,
    img: 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
    font: 'application/font-woff2;q=1.0,application/font-woff;q=0.9,*/*;q=0.8',
    audio: 'audio/webm,audio/ogg,audio/wav,audio/*;q=0.9,application/ogg;q=0.7,video/*;q=0.6,*/*;q=0.5',
    video: 'video/webm,video/ogg,video/*;q=0.9,application/ogg;q=0.7,audio/*;q=0.6,*/*;q=0.5',
  },
  mediaAsksForRange: true,
}
