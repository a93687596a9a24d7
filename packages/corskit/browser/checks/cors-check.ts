/** The *CORS check*: may this origin read this response? https://fetch.spec.whatwg.org/#concept-cors-check */
import { getHeader, type HeaderList } from '../../protocol/header-list.ts'
import { isByteString } from '../../protocol/header-name.ts'
import type { CorsErrorCode } from '../words/reason-code.ts'

/** Why a CORS check failed. For a preflight, the code begins with `Preflight`. */
export interface CorsCheckFailure {
  readonly code: CorsCheckCode
  readonly parameter: string
  readonly detail: string
}

export type CorsCheckCode = Extract<
  CorsErrorCode,
  | 'WildcardOriginNotAllowed'
  | 'MissingAllowOriginHeader'
  | 'MultipleAllowOriginValues'
  | 'InvalidAllowOriginValue'
  | 'AllowOriginMismatch'
  | 'InvalidAllowCredentials'
>

/**
 * `null` when the check succeeds.
 *
 * @param origin the byte-serialized request origin
 * @param credentialed whether the credentials mode is `include`
 */
export function corsCheck(origin: string, credentialed: boolean, headers: HeaderList): CorsCheckFailure | null {
  const allowed = getHeader(headers, 'access-control-allow-origin')
  if (allowed === null) {
    return { code: 'MissingAllowOriginHeader', parameter: '', detail: 'there is no Access-Control-Allow-Origin' }
  }
  if (allowed === '*' && !credentialed) return null
  if (allowed !== origin) return { ...originMismatch(allowed), parameter: allowed === '*' ? '' : allowed }
  if (!credentialed) return null
  const credentials = getHeader(headers, 'access-control-allow-credentials')
  if (credentials === 'true') return null
  return {
    code: 'InvalidAllowCredentials',
    parameter: credentials ?? '',
    detail: `Access-Control-Allow-Credentials is ${quote(credentials)}, not 'true', and credentials mode is include`,
  }
}

/**
 * The standard knows one failure only. The mistakes are told apart as in Chromium (services/network/cors/cors.cc,
 * CheckAccess).
 */
function originMismatch(allowed: string): Omit<CorsCheckFailure, 'parameter'> {
  // Without credentials, a wildcard is not a mistake.
  if (allowed === '*') {
    return { code: 'WildcardOriginNotAllowed', detail: `'*' does not match when credentials mode is include` }
  }
  if (/[ ,]/.test(allowed)) {
    return { code: 'MultipleAllowOriginValues', detail: `${quote(allowed)} is more than one value` }
  }
  if (allowed !== 'null' && !isUrl(allowed)) {
    return { code: 'InvalidAllowOriginValue', detail: `${quote(allowed)} is not an origin` }
  }
  return { code: 'AllowOriginMismatch', detail: `${quote(allowed)} is not the request's origin` }
}

function isUrl(value: string): boolean {
  return isByteString(value) && URL.canParse(value)
}

const quote = (value: string | null) => (value === null ? 'missing' : `'${value}'`)
