import type { EngineProfile } from '../engine-profile.ts'
import { standardProfile } from './standard.ts'

/** Chromium 156. */
export const chromiumProfile: EngineProfile = {
  ...standardProfile,
  engine: 'chromium',
  ignoredRequestHeaders: new Set(['user-agent']),
  extraSafelistedHeaders: new Set([
    'device-memory',
    'downlink',
    'dpr',
    'ect',
    'intervention',
    'rtt',
    'save-data',
    'viewport-width',
    'width',
  ]),
  wildcardCoversAuthorization: true,
  preflightSendsFetchMode: true,
  cache: {
    ...standardProfile.cache,
    shape: 'whole',
    maxAgeCap: 7200, // services/network/cors/preflight_result.cc, kMaxTimeout
    negativeMaxAge: 0,
    wildcardsCoverCredentialed: false,
    failureClears: false,
    urlLengthLimit: 1024, // services/network/cors/preflight_cache.cc
    capacity: 1024,
  },
  emptyLocation: 'no-redirect',
  referrerPolicyHidesOrigin: false,
}
