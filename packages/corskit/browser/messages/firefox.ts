/**
 * Firefox's console lines for a blocked fetch: `dom/locales/en-US/chrome/security/security.properties`; what triggers them stands in
 * `netwerk/protocol/http/nsCORSListenerProxy.cpp`.
 */
import { getHeader, getHeaderLines } from '../../protocol/header-list.ts'
import { extractTokenList, isListFailure } from '../../protocol/list-value.ts'
import type { FailureFacts } from './failure-facts.ts'

const ACAO = 'access-control-allow-origin'

export function firefoxMessages(facts: FailureFacts): string[] {
  const { reason, answer, pageUrl } = facts
  switch (reason.code) {
    case 'DisallowedByMode':
      return [`Security Error: Content at ${pageUrl} may not load data from ${reason.url}.`]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [
        `The resource at “${reason.url} was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`,
      ]
  }
  const text = textOf(facts)
  if (text === null) return []
  const quoted = answer !== null && isUnsupportedWildcard(facts) ? `‘${reason.url}’` : reason.url
  const lines = [`${blocked(quoted)} ${text}`]
  // A redirect is first refused, and then found to be no success.
  if (reason.code === 'PreflightDisallowedRedirect')
    lines.push(`${blocked(reason.url)} ${preflightDidNotSucceed(facts)}`)
  // The request behind a failed preflight or redirect is then reported once more, as a plain failure.
  if (failsTwice(facts)) lines.push(`${blocked(facts.urls.at(-1) ?? reason.url)} ${didNotSucceed}`)
  return lines
}

const blocked = (url: string) =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}.`

const didNotSucceed = '(Reason: CORS request did not succeed). Status code: (null).'

const preflightDidNotSucceed = ({ answer }: FailureFacts) =>
  `(Reason: CORS preflight response did not succeed). Status code: ${answer?.status}.`

function failsTwice({ reason, mode }: FailureFacts): boolean {
  return reason.phase === 'preflight' && mode === 'cors'
}

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

function corsCheckText(facts: FailureFacts): string | null {
  const { reason, answer } = facts
  if (answer === null) return null
  if (getHeaderLines(answer.headers, ACAO).length > 1) {
    return '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).'
  }
  switch (reason.code.replace(/^Preflight/, '')) {
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
