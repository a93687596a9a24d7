import { CONDITIONAL_HEADERS } from '../../protocol/header-name.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { standardProfile } from './standard.ts'

/** https://wicg.github.io/client-hints-infrastructure/ */
const CLIENT_HINTS = ['device-memory', 'downlink', 'dpr', 'ect', 'rtt', 'viewport-width', 'width']

/** Chromium 156. */
export const chromiumProfile: EngineProfile = {
  ...standardProfile,
  engine: 'chromium',
  ignoredRequestHeaders: new Set(['user-agent']),
  extraSafelistedHeaders: new Set([...CLIENT_HINTS, 'save-data', 'intervention']),
  droppedOnRedirect: new Set(CLIENT_HINTS), // the permissions policy of each hint is `self`
  refusedUnread: new Set(['differing-lines', 'invalid']), // ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION, ERR_INVALID_REDIRECT
  severalLocations: 'one-if-equal',
  noCorsRefusesUserinfo: 'to-other-origin',
  ownOriginRefusesUserinfo: true,
  noCorsRedirectHidesOrigin: true, // net/url_request/redirect_util.cc
  combinesHeaderLines: true,
  wildcardCoversAuthorization: true,
  preflightTellsCacheMode: true,
  conditionalCacheMode: 'no-cache',
  preflightSendsFetchMode: true,
  cache: {
    ...standardProfile.cache,
    shape: 'whole',
    maxAgeCap: 7200, // services/network/cors/preflight_result.cc, kMaxTimeout
    negativeMaxAge: 0,
    wildcardsCoverCredentialed: false,
    failureClears: 'none',
    bypassedBy: CONDITIONAL_HEADERS,
    bypassedByModes: new Set(['no-store', 'reload', 'no-cache']),
    unkeptModes: new Set(['no-store']),
    opaquePages: 'in-one-fetch', // its network isolation key is transient
    taintedOrigins: 'never',
    urlLengthLimit: 1024, // services/network/cors/preflight_cache.cc
    capacity: 1024,
    evicts: 'ten-by-chance',
  },
  emptyLocation: 'no-redirect',
  statusAloneRedirects: false,
  userinfoBeforeRedirectMode: true,
  referrerPolicyHidesOrigin: false,
  referrerDowngrade: 'http', // third_party/blink/renderer/platform/weborigin/security_policy.cc, ShouldHideReferrer
  modeBeforeUrlChecks: true,
  forcedPreflightIsAboutMethod: false,
  uploadListenersNeedBody: true,
  integrityRefusesNoBody: false,
  resourcePolicyByDomain: true, // services/network/public/cpp/cross_origin_resource_policy.cc
  elementAccepts: {
    ...standardProfile.elementAccepts,
    img: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  },
  ownOriginToldBy: new Set(['img', 'script', 'module', 'stylesheet', 'font']),
  mediaAsksForRange: true,
}
