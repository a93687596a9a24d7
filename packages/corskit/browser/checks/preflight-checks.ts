/**
 * The checks on the answer to a preflight; the profile says in which order.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { isCorsNonWildcardRequestHeaderName } from '../../protocol/header-name.ts'
import { extractTokenList, isListFailure } from '../../protocol/list-value.ts'
import { isCorsSafelistedMethod } from '../../protocol/method.ts'
import { isSameOrigin } from '../../protocol/origin.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, isCredentialed, serializeRequestOrigin } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { PreflightCheck } from '../words/engine-profile.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import type { CorsErrorCode } from '../words/reason-code.ts'
import { RULES, type Rule } from '../words/rules.ts'
import { corsCheck } from './cors-check.ts'
import { isRedirectStatus, locationText } from './location-url.ts'

export interface Preflight {
  readonly request: FetchRequest
  readonly unsafeNames: readonly string[]
  readonly answer: NormalizedResponse
  /** The two lists of the answer, parsed once: checks and cache read them several times. */
  readonly methodList: TokenList
  readonly headerList: TokenList
  readonly context: FetchContext
}

type TokenList = ReturnType<typeof extractTokenList>

export function readPreflight(
  request: FetchRequest,
  unsafeNames: readonly string[],
  answer: NormalizedResponse,
  context: FetchContext,
): Preflight {
  const methodList = extractTokenList(answer.headers, 'access-control-allow-methods')
  const headerList = extractTokenList(answer.headers, 'access-control-allow-headers')
  return { request, unsafeNames, answer, methodList, headerList, context }
}

export const PREFLIGHT_CHECKS: Readonly<Record<PreflightCheck, (preflight: Preflight) => NetworkError | null>> = {
  redirect: checkRedirect,
  'cors-check': checkAccess,
  status: checkStatus,
  'parse-methods': checkMethodList,
  'parse-headers': checkHeaderList,
  method: checkMethod,
  headers: checkHeaders,
}

function fail(preflight: Preflight, rule: Rule, code: CorsErrorCode, parameter: string, detail: string): NetworkError {
  const { answer, context } = preflight
  return context.fail(rule, detail, { code, phase: 'preflight', parameter, answer })
}

/** A preflight does not follow redirects: the answer itself must have an ok status. */
function checkRedirect(preflight: Preflight): NetworkError | null {
  const { answer, context } = preflight
  const location = locationText(answer, context.profile)
  if (!isRedirectStatus(answer.status) || location === null) return null
  if (location === '' && context.profile.emptyLocation === 'no-redirect') return null
  return fail(
    preflight,
    RULES.preflightRedirect,
    'PreflightDisallowedRedirect',
    '',
    `status ${answer.status} leads to ${location}, and a preflight follows no redirect`,
  )
}

/** Step 7, first half: the CORS check of the *actual* request, with its credentials mode. */
function checkAccess(preflight: Preflight): NetworkError | null {
  const { answer, context, request } = preflight
  if (context.profile.ownOriginPreflightSkipsCorsCheck && isSameOrigin(request.origin, request.currentOrigin))
    return null
  const origin = preflightOrigin(request, context)
  const failed = corsCheck(origin, isCredentialed(request), answer.headers)
  if (failed !== null)
    return fail(preflight, RULES.corsCheck, `Preflight${failed.code}`, failed.parameter, failed.detail)
  context.pass(RULES.corsCheck, `the preflight's answer allows ${origin}`)
  return null
}

export function preflightOrigin(request: FetchRequest, context: FetchContext): string {
  if (context.profile.preflightOriginAfterTaint === 'page') return request.origin.serialized
  return serializeRequestOrigin(request)
}

/** Step 7, second half: an ok status is 200 to 299. */
function checkStatus(preflight: Preflight): NetworkError | null {
  const { answer, context } = preflight
  if (answer.status < 200 || answer.status > 299) {
    return fail(preflight, RULES.preflightStatus, 'PreflightInvalidStatus', '', `status ${answer.status} is not ok`)
  }
  context.pass(RULES.preflightStatus, `status ${answer.status} is ok`)
  return null
}

/** Steps 7.1 and 7.3. */
function checkMethodList(preflight: Preflight): NetworkError | null {
  const list = preflight.methodList
  if (!isListFailure(list)) return null
  const detail = `Access-Control-Allow-Methods cannot be parsed: '${list.element}' is not a token`
  return fail(preflight, RULES.preflightMethods, 'InvalidAllowMethodsPreflightResponse', '', detail)
}

/** Steps 7.2 and 7.3. */
function checkHeaderList(preflight: Preflight): NetworkError | null {
  const list = preflight.headerList
  if (!isListFailure(list)) return null
  const detail = `Access-Control-Allow-Headers cannot be parsed: '${list.element}' is not a token`
  return fail(preflight, RULES.preflightHeaders, 'InvalidAllowHeadersPreflightResponse', '', detail)
}

/** The methods of the answer. When it names none and the body is a stream, the request's own method (step 7.4). */
export function allowedMethods({ methodList, request, context }: Preflight): readonly string[] {
  if (methodList === null) {
    return request.useCorsPreflight && context.profile.forcedPreflightIsAboutMethod ? [request.method] : []
  }
  return isListFailure(methodList) ? [] : methodList
}

export function allowedHeaderNames({ headerList }: Preflight): readonly string[] {
  return headerList === null || isListFailure(headerList) ? [] : headerList.map(asciiLowerCase)
}

/** Step 7.5: compares byte for byte. `*` counts only without credentials. */
function checkMethod(preflight: Preflight): NetworkError | null {
  const { context, request } = preflight
  const { method } = request
  const methods = allowedMethods(preflight)
  if (methods.includes(method)) {
    context.pass(RULES.preflightMethods, `${method} is listed`)
  } else if (isCorsSafelistedMethod(method)) {
    context.pass(RULES.preflightMethods, `${method} needs no listing`)
  } else if (methods.includes('*') && !isCredentialed(request)) {
    context.pass(RULES.preflightMethods, `'*' covers ${method}`)
  } else {
    const detail = `${method} is not ${inList(methods, 'methods')}${wildcardNote(methods, request)}`
    return fail(preflight, RULES.preflightMethods, 'MethodDisallowedByPreflightResponse', method, detail)
  }
  return null
}

const inList = (names: readonly string[], what: string) =>
  names.length === 0 ? `allowed: the answer names no ${what}` : `in '${names.join(', ')}'`

/**
 * Steps 7.6 and 7.7: every unsafe name must be allowed. `*` counts only without credentials, and in the standard never
 * for `Authorization`.
 */
function checkHeaders(preflight: Preflight): NetworkError | null {
  const { context, request, unsafeNames } = preflight
  if (unsafeNames.length === 0) return null
  const allowed = allowedHeaderNames(preflight)
  const wildcard = allowed.includes('*') && !isCredentialed(request)
  for (const name of inCheckingOrder(unsafeNames, request, context)) {
    const covered =
      wildcard && (context.profile.wildcardCoversAuthorization || !isCorsNonWildcardRequestHeaderName(name))
    if (allowed.includes(name)) continue
    if (covered) {
      if (isCorsNonWildcardRequestHeaderName(name)) context.authorizationByWildcard.push(request.currentUrl.href)
      continue
    }
    const exception = wildcard ? `, and '*' does not cover it` : wildcardNote(allowed, request)
    const detail = `${name} is not ${inList(allowed, 'headers')}${exception}`
    return fail(preflight, RULES.preflightHeaders, 'HeaderDisallowedByPreflightResponse', name, detail)
  }
  context.pass(RULES.preflightHeaders, `${unsafeNames.join(', ')} allowed`)
  return null
}

function inCheckingOrder(
  names: readonly string[],
  request: FetchRequest,
  { profile }: FetchContext,
): readonly string[] {
  const { namesCheckedFirst } = profile
  if (namesCheckedFirst === null || names.length < 2) return names
  const asSet = request.memory.firstHeaders.map(([name]) => name)
  const rank = (name: string) => asSet.indexOf(name) + (namesCheckedFirst.has(name) ? 0 : asSet.length)
  return names.toSorted((a, b) => rank(a) - rank(b))
}

function wildcardNote(list: readonly string[], request: FetchRequest): string {
  return list.includes('*') && isCredentialed(request) ? ', where * is a name like any other under credentials' : ''
}
