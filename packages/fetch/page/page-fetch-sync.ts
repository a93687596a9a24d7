/** One fetch of a page that waits for it, as a synchronous XMLHttpRequest does. */
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

type Answer = Exclude<SyncAnswer, { readonly networkError: string }>

const NO_BYTES = new Uint8Array()

/** @throws {DOMException} for what this process would have to answer itself */
export function runFetchSync(call: FetchCall, environment: FetchEnvironment): SyncFetchResult {
  const { engine, cache, cookies, now, network, page, transport } = environment
  const urls: URL[] = []
  let last = null as Answer | null

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
    return { outcome, response: null, bytes: NO_BYTES }
  }
  if (visible.url.startsWith('data:')) {
    const answer = transport.sendSync({
      method: 'GET',
      url: visible.url,
      headers: [],
      written: null,
      body: null,
      wantsBody: true,
    })
    if ('networkError' in answer) return { outcome, response: null, bytes: NO_BYTES }
    last = answer
  }
  const bytes = transport.bodySync()
  if (bytes === null) return { outcome, response: null, bytes: NO_BYTES }
  const statusText = last?.statusText ?? ''
  const response = new FetchedResponse({ visible, statusText, redirected: urls.length > 1, body: null })
  return { outcome, response, bytes }
}

/** Bytes of a blob take time to be read: the other thread has it. */
function blobResult({ outcome, statusText, blob }: BlobFetch, transport: Transport): SyncFetchResult {
  const { response } = outcome
  if (response === null) return { outcome, response, bytes: NO_BYTES }
  const answer = transport.sendSync({
    method: 'GET',
    url: response.url,
    headers: [],
    written: null,
    body: blob,
    wantsBody: true,
  })
  const bytes = 'networkError' in answer ? null : transport.bodySync()
  if (bytes === null) return { outcome, response: null, bytes: NO_BYTES }
  const fetched = new FetchedResponse({ visible: response, statusText, redirected: false, body: null })
  return { outcome, response: fetched, bytes }
}
