/** `corskit/browser`: what a browser does with a cross-origin request, as a model without I/O. */

export { type IntegrityNeed, integrityNeed, isSameDigest } from './checks/integrity.ts'
export { acceptEncoding, fetchMetadataHeaders, modeAndDestination } from './fetch/network-headers.ts'
export { initiatorNamed } from './messages/chromium-sentences.ts'
export { recogniseMessage } from './recognise/recognise-message.ts'
export { recogniseMessages } from './recognise/recognise-messages.ts'
export type { MessageCode, MessageSource, PlacedMessage, RecognisedMessage } from './recognise/recognised-message.ts'
export { type Respond, type SimulateOptions, simulateFetch, simulateFetchSync } from './simulate.ts'
export { PreflightCache } from './state/preflight-cache.ts'
export { type AddressSpace, addressSpaceOf } from './words/address-space.ts'
export type { Exchange, ExchangeRequest, ExchangeResponse, NetworkPosition } from './words/exchange.ts'
export { type Destination, type ElementInitiator, type Initiator, isElement } from './words/initiator.ts'
export type {
  Engine,
  Messages,
  Outcome,
  OutcomeParts,
  Phase,
  Reason,
  Step,
  Verdict,
  VisibleResponse,
} from './words/outcome.ts'
export {
  CORS_ERROR_CODES,
  type CorsErrorCode,
  isCorsErrorCode,
  type OtherCode,
  type ReasonCode,
} from './words/reason-code.ts'
export type {
  CacheMode,
  CredentialsMode,
  RedirectMode,
  ReferrerPolicy,
  RequestBody,
  RequestInput,
  RequestMode,
} from './words/request-input.ts'
