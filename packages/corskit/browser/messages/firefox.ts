/**
 * Firefox's console lines for a blocked fetch. netwerk/protocol/http/nsCORSListenerProxy.cpp shows when each is
 * printed.
 */
import { getHeader, getHeaderLines } from '../../protocol/header-list.ts'
import { extractTokenList, isListFailure } from '../../protocol/list-value.ts'
import { corsCheck } from '../checks/cors-check.ts'
import { INTEGRITY_ALGORITHMS, integrityNeed } from '../checks/integrity.ts'
import { type FailureFacts, headersOf } from './failure-facts.ts'
import { fill } from './fill.ts'
import { FIREFOX_FRAME, FIREFOX_LINES, FIREFOX_REASONS, type FirefoxKey } from './firefox-sentences.ts'

const RESOURCE_POLICY_PAGE = 'See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#'

const ACAO = 'access-control-allow-origin'

export function firefoxMessages(facts: FailureFacts): string[] {
  const lines = linesOfFetch(facts)
  const own = lineOfElement(facts)
  return own === null ? lines : [...lines, own]
}

/**
 * What the part of Firefox says that wanted to use the answer. Two lines are not given: that of a font, which has its
 * family in it, and that of an EventSource, which says nothing more.
 */
function lineOfElement({ initiator, tainting, wholeFirstUrl }: FailureFacts): string | null {
  const isCors = tainting === 'cors'
  switch (initiator) {
    case 'script':
      return fill(isCors ? FIREFOX_LINES.scriptNotAllowed : FIREFOX_LINES.scriptFailed, { url: wholeFirstUrl })
    case 'module':
      return fill(isCors ? FIREFOX_LINES.moduleNotAllowed : FIREFOX_LINES.moduleFailed, { url: wholeFirstUrl })
    default:
      return null
  }
}

function linesOfFetch(facts: FailureFacts): string[] {
  const { reason, pageUrl, wholeUrl, locationUrl } = facts
  const followsRedirects = facts.redirect === 'follow'
  switch (reason.code) {
    case 'DisallowedByMode':
      return [mayNotLoadData(pageUrl, wholeUrl)]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [fill(FIREFOX_LINES.resourcePolicy, { url: wholeUrl, rest: RESOURCE_POLICY_PAGE })]
  }
  if (reason.code === 'IntegrityCheckFailed') return [integrityLine(facts)]
  if (reason.code === 'RedirectUnsupportedScheme') return strangeRedirect(facts)
  if (reason.code === 'BadPort') return afterUnaskedRedirect(facts, facts.mode)
  if (reason.code === 'MixedContent') {
    return [fill(FIREFOX_LINES.mixedContent, { url: wholeUrl }), ...afterUnaskedRedirect(facts, facts.tainting)]
  }
  const text = textOf(facts)
  if (text === null) return []
  const lines = [`${blocked(isUnsupportedWildcard(facts) ? `‘${wholeUrl}’` : wholeUrl)}${text}`]
  // A refused redirect makes two lines: it is refused, and it did not succeed. The request after a failed preflight
  // fails once more.
  if (followsRedirects && locationUrl !== null && reason.phase !== 'redirect') {
    const isRefusedRedirect = reason.code === 'PreflightDisallowedRedirect'
    if (isRefusedRedirect && !/^https?:/.test(locationUrl)) return strangeRedirect(facts)
    lines.push(`${blocked(wholeUrl)}${isRefusedRedirect ? afterRefusedRedirect(facts, locationUrl) : didNotSucceed}`)
  }
  // When a preflight to the page's own origin gets no answer, the request after it fails without a line about CORS.
  const isOwn = new URL(wholeUrl).origin === facts.pageOrigin
  if (reason.phase === 'preflight' && !(isOwn && reason.code === 'NetworkError'))
    lines.push(`${blocked(wholeUrl)}${didNotSucceed}`)
  return lines
}

function integrityLine({ reason, tainting, wholeFirstUrl }: FailureFacts): string {
  const need = integrityNeed(reason.parameter)
  if (tainting === 'opaque' || need === null) return fill(FIREFOX_LINES.noIntegrity, { url: wholeFirstUrl })
  const { algorithm } = need
  const gaps = { url: wholeFirstUrl, value: algorithm, rest: INTEGRITY_ALGORITHMS[algorithm] }
  return fill(FIREFOX_LINES.otherIntegrity, gaps)
}

/**
 * A redirect to a scheme that is neither http nor https: one line about its URL, and one that the request failed.
 */
function strangeRedirect(facts: FailureFacts): string[] {
  const { mode, pageUrl, reason, tainting, wholeUrl } = facts
  const location = facts.locationUrl as string
  const failed = tainting === 'cors' ? [`${blocked(wholeUrl)}${didNotSucceed}`] : []
  if (reason.phase === 'preflight') return [...failed, ...failed]
  if (/^(?:chrome|data|javascript|wss?):/.test(location)) return failed
  if (mode === 'same-origin') return [mayNotLoadData(pageUrl, location)]
  const content = mode === 'cors' ? wholeUrl : pageUrl
  if (location.startsWith('file:'))
    return [fill(FIREFOX_LINES.mayNotLoad, { origin: content, url: location }), ...failed]
  if (location.startsWith('blob:')) return [mayNotLoadData(content, location), ...failed]
  return mode === 'cors' ? [blocked(location) + reasonText('CORSRequestNotHttp'), ...failed] : []
}

/** Printed although the request is allowed: a wildcard covered `Authorization`. */
export function authorizationWarning(url: string): string {
  return fill(FIREFOX_LINES.authorizationWarning, { url })
}

const blocked = (url: string) => fill(FIREFOX_FRAME, { url })

const reasonText = (key: FirefoxKey, gaps: Parameters<typeof fill>[1] = {}) => fill(FIREFOX_REASONS[key], gaps)

const mayNotLoadData = (origin: string, url: string) => fill(FIREFOX_LINES.mayNotLoadData, { origin, url })

const didNotSucceed = reasonText('CORSDidNotSucceed2', { status: '(null)' })

const preflightDidNotSucceed = ({ answer }: FailureFacts) =>
  reasonText('CORSPreflightDidNotSucceed3', { status: answer?.status })

/** A redirect to what is never asked fails as if the request to the URL before had failed. */
function afterUnaskedRedirect({ urlBefore }: FailureFacts, by: string): string[] {
  return by === 'cors' && urlBefore !== null ? [`${blocked(urlBefore)}${didNotSucceed}`] : []
}

/**
 * By then, the request's URL is that of the redirect: the answer is compared with `null`, or with the page's origin
 * when the preflight went back to it.
 */
function afterRefusedRedirect(facts: FailureFacts, locationUrl: string): string {
  const { answer, pageOrigin, wholeUrl } = facts
  const from = new URL(wholeUrl).origin
  const leaves = new URL(locationUrl).origin !== from
  const origin = pageOrigin === from ? pageOrigin : 'null'
  const failed = leaves && answer !== null ? corsCheck(origin, facts.credentials === 'include', answer.headers) : null
  return failed === null ? preflightDidNotSucceed(facts) : (corsCheckText(facts, failed.code) as string)
}

function textOf(facts: FailureFacts): string | null {
  const { reason } = facts
  switch (reason.code) {
    case 'RedirectContainsCredentials':
      return facts.mode === 'cors' ? didNotSucceed : null
    case 'NetworkError':
      // Measured: it prints this sentence for PUT and for no other method, although no answer came.
      if (reason.phase === 'actual' && facts.method === 'PUT' && facts.tainting === 'cors')
        return reasonText('CORSMultipleAllowOriginNotAllowed')
      return facts.tainting === 'cors' ? didNotSucceed : null
    case 'InvalidRedirectLocation':
    case 'TooManyRedirects':
      return facts.tainting === 'cors' ? didNotSucceed : null
    case 'CorsDisabledScheme':
      return reasonText('CORSRequestNotHttp')
    case 'PreflightDisallowedRedirect':
      return facts.redirect === 'follow' ? reasonText('CORSExternalRedirectNotAllowed') : preflightDidNotSucceed(facts)
    case 'PreflightInvalidStatus':
      return preflightDidNotSucceed(facts)
    case 'InvalidAllowMethodsPreflightResponse':
      return reasonText('CORSInvalidAllowMethod', { value: badToken(facts, 'access-control-allow-methods') })
    case 'InvalidAllowHeadersPreflightResponse':
      return reasonText('CORSInvalidAllowHeader', { value: badToken(facts, 'access-control-allow-headers') })
    case 'MethodDisallowedByPreflightResponse':
      return reasonText('CORSMethodNotFound')
    case 'HeaderDisallowedByPreflightResponse':
      return reasonText('CORSMissingAllowHeaderFromPreflight2', { header: reason.parameter })
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
    return reasonText('CORSMultipleAllowOriginNotAllowed')
  }
  switch (code) {
    case 'MissingAllowOriginHeader':
      return reasonText('CORSMissingAllowOrigin2', { status: answer.status })
    case 'WildcardOriginNotAllowed':
      return reasonText('CORSNotSupportingCredentials')
    case 'MultipleAllowOriginValues':
    case 'InvalidAllowOriginValue':
    case 'AllowOriginMismatch':
      return reasonText('CORSAllowOriginNotMatchingOrigin', { value: utf8(getHeader(answer.headers, ACAO) as string) })
    case 'InvalidAllowCredentials':
      return reasonText('CORSMissingAllowCredentials')
    default:
      return null
  }
}

/** Firefox reads a header as UTF-8 and prints U+FFFD for bytes that are not UTF-8. */
function utf8(value: string): string {
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
}

/** The only sentence whose frame has the URL in quotes. */
function isUnsupportedWildcard({ reason, answer }: FailureFacts): boolean {
  const single = getHeaderLines(headersOf(answer), ACAO).length === 1
  return single && reason.code.endsWith('WildcardOriginNotAllowed')
}

function badToken({ answer }: FailureFacts, name: string): string {
  const list = extractTokenList(headersOf(answer), name)
  return isListFailure(list) ? list.element : ''
}
