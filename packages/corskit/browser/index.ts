/** `corskit/browser`: what a browser does with a cross-origin request, as a model without I/O. */
export { type AddressSpace, addressSpaceOf } from './address-space.ts'
export { acceptEncoding, fetchMetadataHeaders } from './network-headers.ts'
export type {
  Engine,
  Exchange,
  Messages,
  Outcome,
  Phase,
  Reason,
  Step,
  Verdict,
  VisibleResponse,
} from './outcome.ts'
export { PreflightCache } from './preflight-cache.ts'
export {
  CORS_ERROR_CODES,
  type CorsErrorCode,
  isCorsErrorCode,
  type OtherCode,
  type ReasonCode,
} from './reason-code.ts'
export type {
  CredentialsMode,
  RedirectMode,
  ReferrerPolicy,
  RequestBody,
  RequestInput,
  RequestMode,
} from './request-input.ts'
export {
  type ExchangeRequest,
  type ExchangeResponse,
  type NetworkPosition,
  type Respond,
  type SimulateOptions,
  simulateFetch,
  simulateFetchSync,
} from './simulate.ts'
