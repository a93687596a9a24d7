import type { EngineProfile } from '../engine-profile.ts'
import { standardProfile } from './standard.ts'

/** WebKitGTK 2.50. */
export const webkitProfile: EngineProfile = {
  ...standardProfile,
  engine: 'webkit',
  preflightChecks: ['status', 'cors-check', 'parse-methods', 'parse-headers', 'method', 'headers'],
  wildcardCoversAuthorization: true,
  preflightAfterRedirect: 'sticky',
  cache: {
    ...standardProfile.cache,
    shape: 'whole',
    maxAgeCap: 600, // Source/WebCore/loader/CrossOriginPreflightResultCache.cpp
    negativeMaxAge: 0,
    wildcardsCoverCredentialed: false,
    failureClears: false,
    keepsRefusals: true,
  },
  opaquePagesHaveReferrer: true,
  originDroppedWithMethod: false,
  loopbackIsNoMixedContent: false, // WICG/local-network-access#67; not measured on WebKitGTK
  localNetworkAccess: false,
}
