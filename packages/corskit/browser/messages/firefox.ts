/**
 * Firefox's console lines for a blocked fetch: `dom/locales/en-US/chrome/security/security.properties`; what triggers them stands in
 * `netwerk/protocol/http/nsCORSListenerProxy.cpp`.
 */
import { getHeader, getHeaderLines } from '../../protocol/header-list.ts'
import { extractTokenList, isListFailure } from '../../protocol/list-value.ts'
import type { FailureFacts } from './failure-facts.ts'

const ACAO = 'access-control-allow-origin'

export function firefoxMessages(facts: FailureFacts): string[] {
  const { reason, answer, pageUrl, wholeUrl, mode } = facts
  switch (reason.code) {
    case 'DisallowedByMode':
      return [`Security Error: Content at ${pageUrl} may not load data from ${reason.url}.`]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [
        `The resource at “${reason.url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`,
      ]
  }
  const text = textOf(facts)
  if (text === null) return []
  const lines = [`${blocked(isUnsupportedWildcard(facts) ? `‘${wholeUrl}’` : wholeUrl)} ${text}`]
  // A redirect is first refused and then no success, and the request behind a failed preflight fails once more.
  if (answer !== null && facts.locationUrl !== null && reason.phase !== 'redirect') {
    const isRefusedRedirect = reason.code === 'PreflightDisallowedRedirect'
    lines.push(`${blocked(wholeUrl)} ${isRefusedRedirect ? preflightDidNotSucceed(facts) : didNotSucceed}`)
  }
  if (reason.phase === 'preflight' && mode === 'cors') lines.push(`${blocked(wholeUrl)} ${didNotSucceed}`)
  return lines
}

const blocked = (url: string) =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}.`

const didNotSucceed = '(Reason: CORS request did not succeed). Status code: (null).'

const preflightDidNotSucceed = ({ answer }: FailureFacts) =>
  `(Reason: CORS preflight response did not succeed). Status code: ${answer?.status}.`

function textOf(facts: FailureFacts): string | null {
  const { reason, answer, mode } = facts
  switch (reason.code) {
    case 'NetworkError':
    case 'RedirectUnsupportedScheme':
    case 'RedirectContainsCredentials':
    case 'InvalidRedirectLocation':
    case 'TooManyRedirects':
      return mode === 'cors' ? didNotSucceed : null
    case 'CorsDisabledScheme':
      return '(Reason: CORS request not http).'
    case 'PreflightDisallowedRedirect':
      return '(Reason: CORS request external redirect not allowed).'
    case 'PreflightInvalidStatus':
      return preflightDidNotSucceed(facts)
    case 'InvalidAllowMethodsPreflightResponse':
      return `(Reason: invalid token ‘${badToken(facts, 'access-control-allow-methods')}’ in CORS header ‘Access-Control-Allow-Methods’).`
    case 'InvalidAllowHeadersPreflightResponse':
      return `(Reason: invalid token ‘${badToken(facts, 'access-control-allow-headers')}’ in CORS header ‘Access-Control-Allow-Headers’).`
    case 'MethodDisallowedByPreflightResponse':
      return '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).'
    case 'HeaderDisallowedByPreflightResponse':
      return `(Reason: header ‘${reason.parameter}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).`
    default:
      return answer === null ? null : corsCheckText(facts)
  }
}

const CORS_CHECK_CODES: ReadonlySet<string> = new Set([
  'MissingAllowOriginHeader',
  'WildcardOriginNotAllowed',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'InvalidAllowCredentials',
])

function corsCheckText(facts: FailureFacts): string | null {
  const { reason, answer } = facts
  const code = reason.code.replace(/^Preflight/, '')
  if (answer === null || !CORS_CHECK_CODES.has(code)) return null
  if (getHeaderLines(answer.headers, ACAO).length > 1) {
    return '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).'
  }
  switch (code) {
    case 'MissingAllowOriginHeader':
      return `(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: ${answer.status}.`
    case 'WildcardOriginNotAllowed':
      return '(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).'
    case 'MultipleAllowOriginValues':
    case 'InvalidAllowOriginValue':
    case 'AllowOriginMismatch':
      return `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${getHeader(answer.headers, ACAO) ?? ''}’).`
    case 'InvalidAllowCredentials':
      return '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).'
    default:
      return null
  }
}

/** The one text whose frame has the URL in quotes. */
function isUnsupportedWildcard({ reason, answer }: FailureFacts): boolean {
  const single = getHeaderLines(answer?.headers ?? [], ACAO).length === 1
  return single && reason.code.endsWith('WildcardOriginNotAllowed')
}

function badToken({ answer }: FailureFacts, name: string): string {
  const list = extractTokenList(answer?.headers ?? [], name)
  return isListFailure(list) ? list.element : ''
}
