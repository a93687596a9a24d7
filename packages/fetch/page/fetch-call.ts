/** Prepares a call `fetch(input, init)` for the model. https://fetch.spec.whatwg.org/#dom-global-fetch */

import type { RequestInput } from 'corskit/browser'
import { type ExtractedBody, extractBody, extractBodyNow } from '../transport/outgoing-body.ts'
import { NodeHeaders, NodeRequest } from '../web/node-classes.ts'
import {
  absoluteUrl,
  PageRequest,
  type PageRequestInit,
  type PageRequestInput,
  referrerOf,
} from '../web/page-request.ts'
import { type WrittenNames, writtenNamesOf } from '../web/written-names.ts'
import { blobOf } from './blob-fetch.ts'

/** The page, as far as a call needs to know it. */
export interface CallingPage {
  /** Serialized; `null` for an opaque one. */
  readonly origin: string
  readonly url: string
  /** What relative URLs are relative to. */
  readonly baseUrl: string
}

export interface FetchCall {
  readonly input: RequestInput
  /** How script wrote the names of its headers, which the model has in lower case. */
  readonly written: WrittenNames
  /** What a `blob:` URL stands for, `null` for all others. */
  readonly blob: Blob | null
  /**
   * The hashes that its body must have; empty when any body is right.
   * https://fetch.spec.whatwg.org/#concept-request-integrity-metadata
   */
  readonly integrity: string
  /** Whether it goes on when the page is gone: then it may only send a little. */
  readonly keepalive: boolean
  readonly signal: AbortSignal | null
  /** *processRequestEndOfBody*. */
  readonly onSent?: () => void
}

/**
 * A string or URL without a stream goes straight to the model, which knows all the rules of `new Request`; a `Request`
 * is read.
 * @throws {TypeError} what is not a request at all: an unusable body, a URL that cannot be parsed
 */
export function readCall(
  input: PageRequestInput,
  init: PageRequestInit,
  page: CallingPage,
): FetchCall | Promise<FetchCall> {
  const { body } = init
  if (input instanceof NodeRequest || body instanceof ReadableStream || !hasOnlyPlainOptions(init)) {
    return readRequest(input, init, page)
  }
  if (body !== null && body !== undefined)
    return extractBody(body).then((extracted) => readInit(input, init, page, extracted))
  return readInit(input, init, page, null)
}

/**
 * The same at once.
 * @throws {DOMException} for a form, which takes time to be written down
 */
export function readCallNow(url: string, init: PageRequestInit, page: CallingPage): FetchCall {
  const { body } = init
  if (body instanceof FormData) throw new DOMException('a form cannot be sent synchronously', 'NotSupportedError')
  return readInit(url, init, page, body === null || body === undefined ? null : extractBodyNow(body))
}

const PLAIN_OPTIONS: ReadonlySet<string> = new Set([
  'body',
  'credentials',
  'headers',
  'method',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'signal',
])

/** The options that the model knows; the rest (`cache`, `priority`, `window` …) is checked by `Request` alone. */
function hasOnlyPlainOptions(init: PageRequestInit): boolean {
  for (const option in init) if (!PLAIN_OPTIONS.has(option)) return false
  return true
}

/**
 * An aborted call is refused at once; what is not a request at all is a TypeError even then.
 * https://fetch.spec.whatwg.org/#dom-global-fetch, step 4
 * @throws the signal's reason, or a TypeError
 */
export function refuseAborted(input: PageRequestInput, init: PageRequestInit, page: CallingPage): void {
  const signal = signalOf(input, init)
  if (signal?.aborted !== true) return
  new PageRequest(input, init, page.baseUrl)
  throw signal.reason
}

/** A `null` takes the signal of a Request away. */
function signalOf(input: PageRequestInput, init: PageRequestInit): AbortSignal | null {
  const { signal = input instanceof NodeRequest ? input.signal : null } = init
  if (signal === null || signal instanceof AbortSignal) return signal
  throw new TypeError('signal must be an AbortSignal')
}

function readInit(
  input: string | URL,
  init: PageRequestInit,
  page: CallingPage,
  extracted: ExtractedBody | null,
): FetchCall {
  const url = absoluteUrl(input, page.baseUrl)
  const referrer = init.referrer === undefined ? 'about:client' : referrerOf(url, init, page.baseUrl)
  return {
    input: { ...base(url, page, referrer), ...optionsOf(init, extracted) },
    written: writtenNamesOf(init.headers),
    blob: blobOf(url),
    integrity: '',
    keepalive: false,
    signal: signalOf(input, init),
  }
}

async function readRequest(input: PageRequestInput, init: PageRequestInit, page: CallingPage): Promise<FetchCall> {
  // As the standard does: a call of fetch makes a Request of its own, which takes the body away from the one it was
  // given. Without the signal, which is watched here: Node's Request adds listeners to it that stay until the garbage
  // collection.
  const request = new PageRequest(input, { ...init, signal: null }, page.baseUrl)
  const blob = blobOf(request.url)
  const source = PageRequest.sourceOf(request)
  const stream = (init.body ?? (input instanceof PageRequest ? input.body : null)) instanceof ReadableStream
  let extracted: ExtractedBody | null = null
  if (source !== null) extracted = await extractBody(source)
  else if (request.body !== null) {
    // A Request that did not come from this page keeps its source to itself: it is read, so that it can be sent twice.
    const body = stream ? request.body : await request.arrayBuffer()
    extracted = { body, type: null }
  }
  return {
    input: { ...base(request.url, page, request.referrer), ...optionsOf(request, extracted), ...integrityOf(request) },
    written: writtenNamesOf(request.headers),
    blob,
    integrity: request.integrity,
    keepalive: request.keepalive,
    signal: signalOf(input, init),
  }
}

const integrityOf = ({ integrity }: Request): Partial<RequestInput> => (integrity === '' ? {} : { integrity })

/** `about:client` stands for the page; an empty referrer for none, which the model knows as a policy. */
function base(url: string, page: CallingPage, referrer: string): RequestInput {
  const { origin, url: pageUrl } = page
  if (referrer === '') return { origin, url, referrerPolicy: 'no-referrer' }
  return { origin, url, pageUrl: referrer === 'about:client' ? pageUrl : withoutCredentials(referrer) }
}

/** https://w3c.github.io/webappsec-referrer-policy/#strip-url */
export function withoutCredentials(url: string): string {
  const stripped = new URL(url)
  stripped.username = ''
  stripped.password = ''
  return stripped.href
}

/** What a `Request` and the options of a call have under the same names, in the model's words. */
type AskedOptions = Pick<PageRequestInit, 'credentials' | 'headers' | 'method' | 'mode' | 'redirect' | 'referrerPolicy'>

function optionsOf(asked: AskedOptions, extracted: ExtractedBody | null): Partial<RequestInput> {
  const { credentials, redirect } = asked
  // A text whatever is given, as in the headers.
  const method = asked.method === undefined ? undefined : `${asked.method}`
  const headers = withType(textsOf(asked.headers), extracted)
  const mode = asked.mode as RequestInput['mode']
  const referrerPolicy = asked.referrerPolicy as RequestInput['referrerPolicy']
  const body = extracted === null ? {} : { body: extracted.body }
  return { ...defined({ method, headers, credentials, mode, redirect, referrerPolicy }), ...body }
}

/**
 * Values are texts whatever is given: `undefined` too. https://webidl.spec.whatwg.org/#js-to-record
 * @throws {TypeError} for a symbol
 */
function textsOf(init: HeadersInit | undefined): HeadersInit | undefined {
  if (init instanceof NodeHeaders || typeof init !== 'object' || Symbol.iterator in init) return init
  return Object.fromEntries(Object.entries(init).map(([name, value]) => [name, `${value}`]))
}

/** The type of a body that is bytes by now, after the headers of script as everywhere. */
function withType(init: HeadersInit | undefined, extracted: ExtractedBody | null): HeadersInit | undefined {
  if (extracted === null || extracted.type === null) return init
  const headers = new NodeHeaders(init)
  if (headers.has('content-type')) return init
  return [...(Array.isArray(init) ? init : headers), ['content-type', extracted.type]]
}

/** The options that were given: to the model, `undefined` is a value like any other. An empty policy is the page's. */
function defined<Options extends object>(
  options: Options,
): Partial<{ [Key in keyof Options]: NonNullable<Options[Key]> }> {
  const given: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(options))
    if (value !== undefined && !(key === 'referrerPolicy' && value === '')) given[key] = value
  return given as ReturnType<typeof defined<Options>>
}
