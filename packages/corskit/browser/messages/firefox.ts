/**
 * Firefox's console lines for a blocked fetch: `dom/locales/en-US/chrome/security/security.properties`; what triggers them stands in
 * `netwerk/protocol/http/nsCORSListenerProxy.cpp`.
 */
import { getHeader, getHeaderLines } from '../../protocol/header-list.ts'
import { extractTokenList, isListFailure } from '../../protocol/list-value.ts'
import { corsCheck } from '../checks/cors-check.ts'
import type { FailureFacts } from './failure-facts.ts'

const ACAO = 'access-control-allow-origin'

export function firefoxMessages(facts: FailureFacts): string[] {
  const { reason, pageUrl, wholeUrl, locationUrl } = facts
  const followsRedirects = facts.redirect === 'follow'
  switch (reason.code) {
    case 'DisallowedByMode':
      return [`Security Error: Content at ${pageUrl} may not load data from ${wholeUrl}.`]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [
        `The resource at “${wholeUrl}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`,
      ]
  }
  if (reason.code === 'RedirectUnsupportedScheme') return strangeRedirect(facts)
  const text = textOf(facts)
  if (text === null) return []
  const lines = [`${blocked(isUnsupportedWildcard(facts) ? `‘${wholeUrl}’` : wholeUrl)} ${text}`]
  // A redirect is first refused and then no success, and the request behind a failed preflight fails once more.
  if (followsRedirects && locationUrl !== null && reason.phase !== 'redirect') {
    const isRefusedRedirect = reason.code === 'PreflightDisallowedRedirect'
    if (isRefusedRedirect && !/^https?:/.test(locationUrl)) return strangeRedirect(facts)
    lines.push(`${blocked(wholeUrl)} ${isRefusedRedirect ? afterRefusedRedirect(facts) : didNotSucceed}`)
  }
  // The request behind a preflight to the page's own origin is not CORS's to refuse where nothing was answered.
  const isOwn = new URL(wholeUrl).origin === facts.pageOrigin
  if (reason.phase === 'preflight' && !(isOwn && reason.code === 'NetworkError'))
    lines.push(`${blocked(wholeUrl)} ${didNotSucceed}`)
  return lines
}

/** A redirect to a scheme that is neither http nor https: a line about where it leads, and the request's own failure. */
function strangeRedirect(facts: FailureFacts): string[] {
  const { mode, pageUrl, reason, tainting, wholeUrl } = facts
  const location = facts.locationUrl ?? ''
  const failed = tainting === 'cors' ? [`${blocked(wholeUrl)} ${didNotSucceed}`] : []
  if (reason.phase === 'preflight') return [...failed, ...failed]
  if (/^(?:chrome|data|javascript|wss?):/.test(location)) return failed
  if (mode === 'same-origin') return [`Security Error: Content at ${pageUrl} may not load data from ${location}.`]
  const content = mode === 'cors' ? wholeUrl : pageUrl
  if (location.startsWith('file:'))
    return [`Security Error: Content at ${content} may not load or link to ${location}.`, ...failed]
  if (location.startsWith('blob:'))
    return [`Security Error: Content at ${content} may not load data from ${location}.`, ...failed]
  return mode === 'cors' ? [`${blocked(location)} (Reason: CORS request not http).`, ...failed] : []
}

/** Logged although the request is allowed: a wildcard covered `Authorization`. */
export function authorizationWarning(url: string): string {
  return `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${url} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`
}

const blocked = (url: string) =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}.`

const didNotSucceed = '(Reason: CORS request did not succeed). Status code: (null).'

const preflightDidNotSucceed = ({ answer }: FailureFacts) =>
  `(Reason: CORS preflight response did not succeed). Status code: ${answer?.status}.`

/** By then the request stands at where the redirect leads: the answer is held against `null`, or against the page's
 * origin where the preflight went back there. */
function afterRefusedRedirect(facts: FailureFacts): string {
  const { answer, locationUrl, pageOrigin, wholeUrl } = facts
  const from = new URL(wholeUrl).origin
  const leaves = locationUrl !== null && new URL(locationUrl).origin !== from
  const origin = pageOrigin === from ? pageOrigin : 'null'
  const failed = leaves && answer !== null ? corsCheck(origin, facts.credentials === 'include', answer.headers) : null
  return failed === null ? preflightDidNotSucceed(facts) : (corsCheckText(facts, failed.code) ?? '')
}

function textOf(facts: FailureFacts): string | null {
  const { reason } = facts
  switch (reason.code) {
    case 'RedirectContainsCredentials':
      return facts.mode === 'cors' ? didNotSucceed : null
    case 'NetworkError':
    case 'InvalidRedirectLocation':
    case 'TooManyRedirects':
      return facts.tainting === 'cors' ? didNotSucceed : null
    case 'CorsDisabledScheme':
      return '(Reason: CORS request not http).'
    case 'PreflightDisallowedRedirect':
      return facts.redirect === 'follow'
        ? '(Reason: CORS request external redirect not allowed).'
        : preflightDidNotSucceed(facts)
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
      return corsCheckText(facts, reason.code.replace(/^Preflight/, ''))
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

function corsCheckText({ answer }: FailureFacts, code: string): string | null {
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
      return `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${utf8(getHeader(answer.headers, ACAO) ?? '')}’).`
    case 'InvalidAllowCredentials':
      return '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).'
    default:
      return null
  }
}

/** Firefox reads a header as UTF-8, and shows what is none as U+FFFD. */
function utf8(value: string): string {
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
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
