/**
 * `new Request(input, init)` and the start of `fetch()`: what is refused before anything is sent.
 * https://fetch.spec.whatwg.org/#dom-request
 */
import { containsHeader, type Header } from '../../protocol/header-list.ts'
import { isByteString, isHeaderName, isHeaderValue } from '../../protocol/header-name.ts'
import { appendGuarded } from '../../protocol/headers-guard.ts'
import { toHeaderList } from '../../protocol/headers-input.ts'
import { isCorsSafelistedMethod, isForbiddenMethod, isMethod, normalizeMethod } from '../../protocol/method.ts'
import { type Origin, opaqueOrigin, originOfUrl, tupleOrigin, urlOfSerializedOrigin } from '../../protocol/origin.ts'
import { isReferrerPolicy } from '../checks/referrer.ts'
import type { FetchContext } from '../state/context.ts'
import { engineMemory } from '../state/engine-memory.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import { isAddressSpace } from '../words/address-space.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { isElement, isInitiator } from '../words/initiator.ts'
import type { RequestInput } from '../words/request-input.ts'
import { RULES } from '../words/rules.ts'
import { checkInput } from './check-input.ts'
import { isStream, typeOfBody } from './request-body.ts'
import { settingsOf, whatElementCannotAsk } from './request-settings.ts'

const MODES: ReadonlySet<string> = new Set(['cors', 'no-cors', 'same-origin'])
const CREDENTIALS: ReadonlySet<string> = new Set(['omit', 'same-origin', 'include'])
const CACHE_MODES: ReadonlySet<string> = new Set([
  'default',
  'no-store',
  'reload',
  'no-cache',
  'force-cache',
  'only-if-cached',
])
const REDIRECTS: ReadonlySet<string> = new Set(['follow', 'error', 'manual'])
const DEFAULT_REFERRER_POLICY = 'strict-origin-when-cross-origin'

/**
 * The request that `fetch(input.url, input)` makes, or the TypeError it throws.
 * @throws {TypeError} when a part of `input` is not of its type, or `input.origin` is not a serialized origin
 */
export function constructRequest(input: RequestInput, context: FetchContext): FetchRequest | NetworkError {
  checkInput(input)
  if (isElement(input.initiator)) context.profile = { ...context.profile, ...context.profile.ofElements }
  const { origin, url: pageUrl } = pageOf(input, context.profile)
  const settings = settingsOf(input, context.profile)
  const { credentials, mode } = settings
  const method = normalizeMethod(settings.method)
  context.url = String(input.url)
  const url = parseUrl(context.url, origin)
  if (url === null)
    return context.fail(RULES.requestConstructor, 'the URL cannot be parsed', {
      code: 'InvalidUrl',
      parameter: String(input.url),
    })
  if (url.username !== '' || url.password !== '') {
    return context.fail(RULES.requestConstructor, 'the URL has a user name or password', {
      code: 'UrlIncludesCredentials',
      parameter: url.username,
    })
  }
  const option = unknownOption(input)
  if (option !== null) {
    return context.fail(RULES.requestConstructor, `script cannot ask for ${option}`, {
      code: 'InvalidRequestOption',
      parameter: option,
    })
  }
  if (!isMethod(method))
    return context.fail(RULES.method, `${JSON.stringify(method)} is not a token`, {
      code: 'InvalidMethod',
      parameter: method,
    })
  if (isForbiddenMethod(method))
    return context.fail(RULES.method, `${method} is forbidden to script`, {
      code: 'ForbiddenMethod',
      parameter: method,
    })
  if (mode === 'no-cors' && !isCorsSafelistedMethod(method)) {
    return context.fail(RULES.method, `no-cors allows GET, HEAD and POST, not ${method}`, {
      code: 'NoCorsUnsafeMethod',
      parameter: method,
    })
  }

  const headers: Header[] = []
  for (const [name, value] of toHeaderList(input.headers)) {
    if (!isHeaderName(name) || !isHeaderValue(value) || !isByteString(value)) {
      return context.fail(RULES.requestConstructor, `${JSON.stringify(name)} is not a valid header`, {
        code: 'InvalidHeader',
        parameter: name,
      })
    }
    addHeader(headers, name, value, mode, context)
  }

  const body = input.body ?? null
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    return context.fail(RULES.requestBody, `a ${method} request has no body`, {
      code: 'BodyNotAllowed',
      parameter: method,
    })
  }
  const bodyIsStream = isStream(body)
  if (bodyIsStream && mode === 'no-cors') {
    return context.fail(RULES.requestBody, 'a stream needs mode cors or same-origin', {
      code: 'StreamBodyNotAllowed',
      parameter: mode,
    })
  }
  const type = typeOfBody(body)
  // After script's headers: a string whose type script did not set is text/plain, even if it is JSON.
  if (type !== null && !containsHeader(headers, 'content-type')) {
    if (context.profile.noCorsKeepsBodyType) headers.push(['content-type', type])
    else addHeader(headers, 'content-type', type, mode, context)
  }
  if (!containsHeader(headers, 'accept')) headers.unshift(['accept', settings.accept])
  if (settings.asksForRange) headers.push(['range', 'bytes=0-'])

  const asked = referrerOf(input, origin, pageUrl)
  if (asked === 'invalid') {
    const detail = `referrer ${JSON.stringify(input.referrer)} is not a URL`
    return context.fail(RULES.requestConstructor, detail, {
      code: 'InvalidRequestOption',
      parameter: `referrer ${JSON.stringify(input.referrer)}`,
    })
  }
  const referrer = referrerAsSent(asked, origin, context.profile)
  context.pass(RULES.requestConstructor, `${method} ${url.href}, mode ${mode}, credentials ${credentials}`)
  const referrerPolicy = input.referrerPolicy || DEFAULT_REFERRER_POLICY
  const request: FetchRequest = {
    initiator: settings.initiator,
    method,
    urlList: [url],
    currentUrl: url,
    currentOrigin: originOf(url, origin),
    headers,
    origin,
    mode,
    credentials,
    redirect: input.redirect ?? 'follow',
    cacheMode: settings.cacheMode,
    redirectCount: 0,
    referrerPolicy,
    referrer,
    sentReferrer: null,
    pageUrl,
    body,
    bodyIsStream,
    useCorsPreflight: bodyIsStream || hasUploadListeners(input, context.profile),
    integrity: input.integrity ?? '',
    tainting: 'basic',
    timingAllowFailed: false,
    targetAddressSpace: input.targetAddressSpace ?? null,
    memory: engineMemory(method, headers, referrerPolicy, referrer, input.referrer === ''),
  }
  context.request = request
  return request
}

/**
 * The referrer that script asks for: none, or another URL of the page's origin.
 * https://fetch.spec.whatwg.org/#dom-request, step 14
 */
function referrerOf({ referrer }: RequestInput, origin: Origin, pageUrl: URL | null): URL | null | 'invalid' {
  if (referrer === undefined) return pageUrl
  if (referrer === '') return null
  let url: URL
  try {
    url = new URL(referrer, pageUrl ?? undefined)
  } catch {
    return 'invalid'
  }
  // `about:client` is of another origin, too.
  return origin.opaque || url.origin !== pageUrl?.origin ? pageUrl : url
}

/**
 * Only pages from http or https URLs have a referrer. Measured in three engines with pages of files, extensions and
 * apps.
 */
function referrerAsSent(asked: URL | null, origin: Origin, { opaquePagesHaveReferrer }: EngineProfile): URL | null {
  if (asked === null || (asked.protocol !== 'https:' && asked.protocol !== 'http:')) return null
  if (!origin.opaque || opaquePagesHaveReferrer === 'url') return asked
  return opaquePagesHaveReferrer === 'origin' ? new URL(asked.origin) : null
}

/** A scheme that only an app knows (`capacitor:`) has origins for the app's own pages only. */
function originOf(url: URL, page: Origin): Origin {
  const origin = originOfUrl(url)
  if (!origin.opaque || page.opaque) return origin
  return `${url.protocol}//${url.host}` === page.serialized ? page : origin
}

/** The header guard drops headers silently. The model's step names them all the same. */
function addHeader(headers: Header[], name: string, value: string, mode: string, context: FetchContext): void {
  const guard = mode === 'no-cors' ? 'request-no-cors' : 'request'
  const { ignoredRequestHeaders, nonAsciiIsUnsafe, noCorsKeepsFirstType } = context.profile
  const isSecondType = noCorsKeepsFirstType && name === 'content-type' && containsHeader(headers, name)
  const isIgnored =
    ignoredRequestHeaders.has(name) || (mode === 'no-cors' && (isSecondType || (nonAsciiIsUnsafe && !isAscii(value))))
  if (isIgnored || !appendGuarded(headers, guard, name, value)) {
    context.pass(RULES.forbiddenRequestHeader, `${name} cannot be set by script here and is dropped`)
  }
}

const isAscii = (value: string) => !/[^\0-\x7f]/.test(value)

/** A page: its origin, and its URL if a referrer may show it. */
interface PageFacts {
  readonly origin: Origin
  readonly url: URL | null
}

/** The way people write the origin of a page from a file. Browsers give such a page an opaque origin. */
const FILE_ORIGIN = 'file://'

function pageOf({ origin: serialized, pageUrl: written }: RequestInput, profile: EngineProfile): PageFacts {
  const first = urlOfSerializedOrigin(serialized)
  if (first === null && serialized !== 'null' && serialized !== FILE_ORIGIN) {
    throw new TypeError(
      `origin must be a serialized origin such as https://app.example.com, without path or trailing slash, or null for an opaque one; not ${JSON.stringify(serialized)}`,
    )
  }
  const origin = first === null ? opaqueOrigin() : tupleOrigin(first, serialized)
  const url = written === undefined ? first : parseUrl(written, origin)
  if (url === null && written !== undefined) {
    throw new TypeError(`pageUrl must be the URL of a page, not ${JSON.stringify(written)}`)
  }
  const isBlob = profile.blobPagesAreTheirOrigin && url?.protocol === 'blob:' && !origin.opaque
  return { origin, url: isBlob ? first : url }
}

/**
 * A URL with another scheme than the page's is absolute. `https:x` on an https page is relative; it is rare and parsed
 * with its base.
 */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\//i

function parseUrl(url: string, origin: Origin): URL | null {
  try {
    // Without a base when none is needed: parsing a second URL would double the cost.
    return ABSOLUTE.test(url) || origin.opaque ? new URL(url) : new URL(url, origin.serialized)
  } catch {
    return null
  }
}

function unknownOption(input: RequestInput): string | null {
  if (input.initiator !== undefined && !isInitiator(input.initiator)) {
    return `initiator ${JSON.stringify(input.initiator)}`
  }
  if (input.mode !== undefined && !MODES.has(input.mode)) return `mode ${JSON.stringify(input.mode)}`
  if (input.credentials !== undefined && !CREDENTIALS.has(input.credentials)) {
    return `credentials ${JSON.stringify(input.credentials)}`
  }
  if (input.redirect !== undefined && !REDIRECTS.has(input.redirect))
    return `redirect ${JSON.stringify(input.redirect)}`
  const { cache, referrerPolicy, targetAddressSpace } = input
  if (cache !== undefined && !CACHE_MODES.has(cache)) return `cache ${JSON.stringify(cache)}`
  if (cache === 'only-if-cached' && input.mode !== 'same-origin') {
    return 'cache only-if-cached without mode same-origin'
  }
  if (referrerPolicy !== undefined && referrerPolicy !== '' && !isReferrerPolicy(referrerPolicy)) {
    return `referrerPolicy ${JSON.stringify(referrerPolicy)}`
  }
  if (targetAddressSpace !== undefined && !isAddressSpace(targetAddressSpace)) {
    return `targetAddressSpace ${JSON.stringify(targetAddressSpace)}`
  }
  return whatElementCannotAsk(input)
}

const hasUploadListeners = ({ body = null, useCorsPreflight = false }: RequestInput, profile: EngineProfile): boolean =>
  useCorsPreflight && (body !== null || !profile.uploadListenersNeedBody)
