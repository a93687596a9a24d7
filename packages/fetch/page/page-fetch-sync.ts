/** A fetch for which the page waits, as a synchronous XMLHttpRequest does. */
import { type ExchangeRequest, type ExchangeResponse, type Outcome, simulateFetchSync } from 'corskit/browser'
import { withBrowserHeaders } from '../transport/browser-headers.ts'
import type { SyncAnswer } from '../transport/sync-connection.ts'
import type { Transport } from '../transport/transport.ts'
import { FetchedResponse } from '../web/fetched-response.ts'
import { type BlobFetch, fetchBlob, NO_SUCH_BLOB } from './blob-fetch.ts'
import type { FetchCall } from './fetch-call.ts'
import type { FetchEnvironment } from './page-fetch.ts'

export interface SyncFetchResult {
  readonly outcome: Outcome
  /** `null` where script gets an error. */
  readonly response: FetchedResponse | null
  readonly bytes: Uint8Array
}

type SyncResponse = Exclude<SyncAnswer, { readonly networkError: string }>

const NO_BYTES = new Uint8Array()

/** @throws {DOMException} for what this process would have to answer itself */
export function runFetchSync(call: FetchCall, environment: FetchEnvironment): SyncFetchResult {
  const { engine, cache, cookies, now, network, page, transport } = environment
  const urls: URL[] = []
  let last = null as SyncResponse | null

  const respond = (request: ExchangeRequest): ExchangeResponse => {
    const url = new URL(request.url)
    if (url.protocol === 'blob:') return NO_SUCH_BLOB
    const list = [...urls, url]
    const isActual = request.kind === 'actual'
    if (isActual) urls.push(url)
    const cookie = request.includeCredentials ? cookies.headerSync(list) : null
    const headers = withBrowserHeaders(request, page, 'cors', list, cookie)
    const written = isActual ? call.written : null
    const { method, body } = request
    const answer = transport.sendSync({ method, url: request.url, headers, written, body, wantsBody: isActual })
    if ('networkError' in answer) return answer
    if (isActual) last = answer
    if (request.includeCredentials) cookies.storeSync(answer.headers, list)
    return { status: answer.status, headers: [...answer.headers] as [string, string][] }
  }

  const options = { engine, cache, now: now(), ...(network === undefined ? {} : { network }) }
  const outcome = simulateFetchSync(call.input, respond, options)
  const ofBlob = call.blob === null ? null : fetchBlob(call.blob, call.input, outcome)
  if (ofBlob !== null) return blobResult(ofBlob, transport)
  const visible = outcome.response
  if (visible === null) {
    transport.discardBodySync()
    return failed(outcome)
  }
  if (visible.url.startsWith('data:')) return received(outcome, 'OK', false, carriedBytes(visible.url, null, transport))
  return received(outcome, last?.statusText ?? '', urls.length > 1, transport.bodySync())
}

function blobResult({ outcome, statusText, blob }: BlobFetch, transport: Transport): SyncFetchResult {
  if (outcome.response === null) return failed(outcome)
  return received(outcome, statusText, false, carriedBytes(outcome.response.url, blob, transport))
}

/** The content of a `data:` URL or a blob. Reading it is asynchronous, so the other thread does it. */
function carriedBytes(url: string, body: Blob | null, transport: Transport): Uint8Array | null {
  const answer = transport.sendSync({ method: 'GET', url, headers: [], written: null, body, wantsBody: true })
  return 'networkError' in answer ? null : transport.bodySync()
}

/** @param bytes `null` when the body broke off */
function received(
  outcome: Outcome,
  statusText: string,
  redirected: boolean,
  bytes: Uint8Array | null,
): SyncFetchResult {
  const visible = outcome.response
  if (visible === null || bytes === null) return failed(outcome)
  return { outcome, response: new FetchedResponse({ visible, statusText, redirected, body: null }), bytes }
}

const failed = (outcome: Outcome): SyncFetchResult => ({ outcome, response: null, bytes: NO_BYTES })
