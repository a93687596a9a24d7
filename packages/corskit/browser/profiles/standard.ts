import type { EngineProfile } from '../engine-profile.ts'

/** The Fetch standard to the letter. https://fetch.spec.whatwg.org/ */
export const standardProfile: EngineProfile = {
  engine: 'standard',
  ignoredRequestHeaders: new Set(),
  extraSafelistedHeaders: new Set(),
  // The standard wants the CORS check *and* an ok status and gives no order; this one names the cause that helps most.
  preflightChecks: ['redirect', 'cors-check', 'status', 'parse-methods', 'parse-headers', 'method', 'headers'],
  wildcardCoversAuthorization: false,
  preflightAfterRedirect: 'current-headers',
  preflightOriginAfterTaint: 'null',
  preflightSendsFetchMode: false,
  cache: {
    shape: 'entries',
    maxAgeCap: Number.POSITIVE_INFINITY,
    missingMaxAge: 5,
    invalidMaxAge: 5,
    negativeMaxAge: 5,
    wildcards: true,
    wildcardsCoverCredentialed: true,
    credentialedCoversAnonymous: true,
    methodsWithoutEntry: new Set(['GET', 'HEAD', 'POST']),
    failureClears: true,
    keepsRefusals: false,
    urlLengthLimit: Number.POSITIVE_INFINITY,
    capacity: Number.POSITIVE_INFINITY,
  },
  emptyLocation: 'self',
  originDroppedWithMethod: true,
  referrerPolicyHidesOrigin: true,
  loopbackIsNoMixedContent: true,
  localNetworkAccess: true,
}
