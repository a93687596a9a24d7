/** One fetch of a page: the model decides, the transport sends, script gets what the filter leaves. */

import {
  type Engine,
  type ExchangeRequest,
  type ExchangeResponse,
  type NetworkPosition,
  type Outcome,
  type PreflightCache,
  simulateFetch,
} from 'corskit/browser'
import type { PageCookies } from '../cookies/page-cookies.ts'
import { type FetchingPage, withBrowserHeaders } from '../transport/browser-headers.ts'
import { outgoingBody } from '../transport/outgoing-body.ts'
import type { Transport } from '../transport/transport.ts'
import { NetworkFailure, type WireResponse } from '../transport/wire.ts'
import { FetchedResponse } from '../web/fetched-response.ts'
import { bodyOfResponse, type IncomingBody, whenAborted, withBodyErrors } from '../web/incoming-body.ts'
import { NodeResponse, nodeFetch } from '../web/node-classes.ts'
import { type BlobFetch, fetchBlob, NO_SUCH_BLOB } from './blob-fetch.ts'
import { bodyError } from './engine-errors.ts'
import type { FetchCall } from './fetch-call.ts'
import { checkIntegrity } from './integrity-check.ts'
import { type KeepaliveQuota, lengthOf, withEnd } from './keepalive-quota.ts'

/** What all fetches of a page share. */
export interface FetchEnvironment {
  readonly engine: Engine
  readonly page: FetchingPage
  readonly cache: PreflightCache
  readonly cookies: PageCookies
  readonly transport: Transport
  readonly now: () => number
  readonly network: NetworkPosition | undefined
  readonly keepalive: KeepaliveQuota
}

export interface PageFetchResult {
  readonly outcome: Outcome
  /** `null` where script gets a TypeError. */
  readonly response: FetchedResponse | null
}

/** @throws the signal's reason when the call was aborted */
export function runFetch(call: FetchCall, environment: FetchEnvironment): Promise<PageFetchResult> {
  return call.integrity === '' ? fetchUnchecked(call, environment) : fetchChecked(call, environment)
}

async function fetchChecked(call: FetchCall, environment: FetchEnvironment): Promise<PageFetchResult> {
  const result = await fetchUnchecked(call, environment)
  const { outcome, response } = result
  if (response === null || outcome.response === null || response.body === null) return result
  const checked = await checkIntegrity(call.integrity, outcome, response)
  call.signal?.throwIfAborted()
  if ('refused' in checked) return { outcome: checked.refused, response: null }
  const body = bodyOfCall(bodyOfResponse(new NodeResponse(checked.bytes)), call, environment.engine)
  const { statusText, redirected } = response
  return { outcome, response: new FetchedResponse({ visible: outcome.response, statusText, redirected, body }) }
}

async function fetchUnchecked(call: FetchCall, environment: FetchEnvironment): Promise<PageFetchResult> {
  const exchanges = new PageExchanges(call, environment)
  try {
    const result = await fetchOver(exchanges, call, environment)
    if (result.response === null || exchanges.last?.body == null) exchanges.over()
    return result
  } catch (error) {
    exchanges.over()
    throw error
  }
}

async function fetchOver(
  exchanges: PageExchanges,
  call: FetchCall,
  environment: FetchEnvironment,
): Promise<PageFetchResult> {
  const { engine, cache, now, network } = environment
  const options = { engine, cache, now: now(), ...(network === undefined ? {} : { network }) }
  const outcome = await simulateFetch(call.input, (request) => exchanges.send(request), options)
  const ofBlob = call.blob === null ? null : fetchBlob(call.blob, call.input, outcome)
  if (ofBlob !== null) return blobResult(ofBlob, call, engine)
  const { response } = outcome
  // What is not a request at all is a TypeError, aborted or not: https://fetch.spec.whatwg.org/#dom-global-fetch, step
  // 2.
  if (outcome.reason === null || outcome.reason.phase !== 'request') call.signal?.throwIfAborted()
  if (response === null || response.type === 'opaque' || response.type === 'opaqueredirect') {
    exchanges.last?.body?.discard()
    exchanges.over()
    if (response === null) return { outcome, response: null }
    return {
      outcome,
      response: new FetchedResponse({ visible: response, statusText: '', redirected: false, body: null }),
    }
  }
  if (response.url.startsWith('data:')) return { outcome, response: await dataResponse(response, call.input.method) }
  const { last, urls } = exchanges
  const fetched = new FetchedResponse({
    visible: response,
    statusText: last?.statusText ?? '',
    redirected: urls.length > 1,
    body: bodyOfCall(exchanges.body(), call, engine),
  })
  return { outcome, response: fetched }
}

function bodyOfCall(body: IncomingBody | null, { signal }: FetchCall, engine: Engine): IncomingBody | null {
  if (body === null) return null
  return withBodyErrors(body, (cause) => (signal?.aborted ? signal.reason : bodyError(engine, cause)), signal)
}

function blobResult({ outcome, statusText, blob }: BlobFetch, call: FetchCall, engine: Engine): PageFetchResult {
  call.signal?.throwIfAborted()
  const { response } = outcome
  if (response === null) return { outcome, response: null }
  const body = bodyOfCall(bodyOfResponse(new NodeResponse(blob)), call, engine)
  return { outcome, response: new FetchedResponse({ visible: response, statusText, redirected: false, body }) }
}

/** The exchanges of one fetch; the answer to the newest one keeps its body. */
class PageExchanges {
  readonly #call: FetchCall
  readonly #environment: FetchEnvironment
  /** The URL list, https://fetch.spec.whatwg.org/#concept-request-url-list */
  readonly urls: URL[] = []
  last: WireResponse | null = null
  /** Called when the answer has come to its end. */
  over = () => {}
  #isCounted = false

  constructor(call: FetchCall, environment: FetchEnvironment) {
    this.#call = call
    this.#environment = environment
  }

  async send(request: ExchangeRequest): Promise<ExchangeResponse> {
    const { cookies, page, transport } = this.#environment
    const { signal, input } = this.#call
    const written = request.kind === 'preflight' ? null : this.#call.written
    signal?.throwIfAborted()
    this.last?.body?.discard()
    this.last = null
    const url = new URL(request.url)
    if (url.protocol === 'blob:') return NO_SUCH_BLOB
    const urls = [...this.urls, url]
    if (request.kind === 'actual') this.urls.push(url)
    const cookie = request.includeCredentials ? await cookies.header(urls) : null
    const mode = request.kind === 'preflight' ? 'cors' : (input.mode ?? 'cors')
    const headers = withBrowserHeaders(request, page, mode, urls, cookie)
    const body = request.body === null ? null : await outgoingBody(request.body)
    signal?.throwIfAborted()
    if (this.#call.keepalive && request.kind === 'actual' && !this.#count(lengthOf(body)))
      return { networkError: 'requests with keepalive may send 64 KiB together' }
    let answer: WireResponse
    try {
      const onSent = request.kind === 'actual' ? this.#call.onSent : undefined
      answer = await transport.send({ method: request.method, url, headers, written, body, signal, onSent })
    } catch (error) {
      if (error instanceof NetworkFailure && !signal?.aborted) return { networkError: error.message }
      throw error
    }
    if (request.kind === 'preflight') answer.body?.discard()
    else this.last = answer
    if (request.includeCredentials) await cookies.store(answer.headers, urls)
    return answer
  }

  /** A redirect sends the same body again, which counts once. */
  #count(bytes: number): boolean {
    if (this.#isCounted) return true
    const over = this.#environment.keepalive.take(bytes)
    if (over === null) return false
    this.#isCounted = true
    const stopListening = whenAborted(this.#call.signal, over)
    this.over = () => {
      stopListening()
      over()
    }
    return true
  }

  /** The body of the last answer. Where it counts, its end is told. */
  body(): IncomingBody | null {
    const body = this.last?.body ?? null
    return body !== null && this.#isCounted ? withEnd(body, this.over) : body
  }
}

/** A `data:` URL carries its body itself; Node knows how to read it. */
async function dataResponse(visible: NonNullable<Outcome['response']>, method = 'GET'): Promise<FetchedResponse> {
  const body = method === 'HEAD' ? null : bodyOfResponse(await nodeFetch(visible.url))
  return new FetchedResponse({ visible, statusText: 'OK', redirected: false, body })
}
