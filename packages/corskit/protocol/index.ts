/** `corskit/protocol`: the words of the Fetch standard, for tools that build on the model. */
export type { Header, HeaderList } from './header-list.ts'
export { asciiLowerCase, containsHeader, decodeAndSplit, getHeader, getHeaderLines } from './header-list.ts'
export { isByteString, isForbiddenRequestHeader, isHeaderName, isHeaderValue } from './header-name.ts'
export { appendGuarded, deleteGuarded, type HeadersGuard, setGuarded } from './headers-guard.ts'
export { type HeadersInput, toHeaderList } from './headers-input.ts'
export { announcesBody, type BodyRead, type ResponseBody, responseBody } from './http1/response-body.ts'
export {
  type HeadFault,
  type HeadSoFar,
  MAX_RESPONSE_HEAD_BYTES,
  MAX_RESPONSE_HEADER_LINES,
  type ResponseHead,
  readResponseHead,
} from './http1/response-head.ts'
export { isForbiddenMethod, isMethod, normalizeMethod } from './method.ts'
export {
  isLoopbackHost,
  isPotentiallyTrustworthy,
  isSameOrigin,
  type OpaqueOrigin,
  type Origin,
  originOfPage,
  originOfUrl,
  parseSerializedOrigin,
  type TupleOrigin,
} from './origin.ts'
export { siteRelation } from './site.ts'
export { normalizeHeaderValue } from './whitespace.ts'
