import type { EngineProfile } from '../words/engine-profile.ts'
import { standardProfile } from './standard.ts'
import { WEBKIT_HEADER_NAMES } from './webkit-header-names.ts'

/** WebKitGTK 2.50. */
export const webkitProfile: EngineProfile = {
  ...standardProfile,
  engine: 'webkit',
  preflightChecks: ['status', 'cors-check', 'parse-methods', 'parse-headers', 'method', 'headers'],
  namesCheckedFirst: new Set(WEBKIT_HEADER_NAMES.keys()), // HTTPHeaderMap stores them apart
  combinesHeaderLines: true,
  rangeUnitIgnoresCase: true,
  wildcardCoversAuthorization: true,
  crossOriginHopTellsCacheMode: false,
  preflightIsSticky: 'after-unsafe-request',
  preflightAsksFor: 'first',
  cache: {
    ...standardProfile.cache,
    shape: 'whole',
    maxAgeCap: 600, // Source/WebCore/loader/CrossOriginPreflightResultCache.cpp
    negativeMaxAge: 0,
    wildcardsCoverCredentialed: false,
    wildcardCoversAuthorization: true,
    failureClears: 'none',
    keepsRefusals: true,
    taintedOrigins: 'in-one-fetch', // a new opaque origin each time
  },
  refusedUnread: new Set(['ftp']),
  refusesProxyStatus: false,
  severalLocations: 'joined',
  locationBytes: 'latin-1',
  redirectHeaders: { basic: 'type-returns-with-307-and-308', cors: 'rebuilt-by-current-method' },
  ownOriginStartKeepsCredentials: true,
  crossOriginDeleteBecomesGet: true, // WebKitGTK only: NetworkDataTaskSoup.cpp, shouldRedirectAsGET
  preflightReferrer: 'first-hop',
  preflightTellsUserAgent: true,
  noCorsKeepsBodyType: true,
  noCorsRefusesUserinfo: 'but-own-with-same-origin',
  ownOriginRefusesUserinfo: true,
  ownOriginUserinfoRefusedLate: true,
  ownOriginRedirectTellsOrigin: true,
  statusAloneRedirects: false,
  emptyLocation: 'error',
  opaquePagesHaveReferrer: 'url',
  ownRedirectsLoseUserAgent: true,
  originDroppedWithMethod: false,
  originHiddenByFirstPolicy: true,
  onlyIfCachedNeedsCache: false,
  referrerDowngrade: 'http',
  modeBeforeUrlChecks: true,
  noReferrerHidesOrigin: true,
  forcedPreflightIsAboutMethod: false,
  preflightsMixedContent: true,
  metadataAfterRedirects: 'dropped',
  loopbackIsNoMixedContent: false, // WICG/local-network-access#67
  localNetworkIsNoMixedContent: false,
  localNetworkAccess: false,
  integrityRefusesNoBody: false,
  integrityRefusesOpaqueRedirects: false,
  blankIntegrityIsNone: true,
  elementAccepts: {
    ...standardProfile.elementAccepts,
    img: 'image/webp,image/avif,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  },
  ownOriginToldBy: new Set(['img', 'script', 'module', 'stylesheet', 'audio', 'video']),
  fontsUseCors: false,
  eventSourceSetsCacheControl: true,
  beaconTellsOriginOfUrl: true,
  beaconCacheMode: 'no-cache',
}
