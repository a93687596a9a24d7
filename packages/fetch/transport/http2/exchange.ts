/** One request over a client of undici's, and its answer as soon as the headers are there. */
import type { Header } from 'corskit/protocol'
import type { Dispatcher } from 'undici'
import { decodedBody } from '../content-encoding.ts'
import { linesAsWritten } from '../header-case.ts'
import { bytesOnly } from '../http1/request-writer.ts'
import { NetworkBody } from '../network-body.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import { NetworkFailure, type WireRequest } from '../wire.ts'

const NULL_BODY_STATUS: ReadonlySet<number> = new Set([204, 205, 304])

/** The characters that undici sends in a header value. The standard also allows control characters. */
const SENDABLE = /^[\t -~\u0080-\u00ff]*$/

/** @param timeout how long the server may be silent within the body, in milliseconds */
export function exchange(dispatcher: Dispatcher, request: WireRequest, pending: PendingAnswer, timeout: number): void {
  const { method, url, headers, written, body } = request
  const unsendable = headers.find(([, value]) => !SENDABLE.test(value))
  if (unsendable !== undefined) {
    pending.failed(new NetworkFailure(`undici sends no control characters, as in the header ${unsendable[0]}`))
    return
  }
  const handler = new ExchangeHandler(method, timeout, pending)
  const options = {
    path: url.pathname + url.search,
    method: method as Dispatcher.HttpMethod,
    headers: linesAsWritten(headers, written),
    body: (body instanceof ReadableStream ? bytesOf(body) : body) as Dispatcher.DispatchOptions['body'],
    // The pending answer counts on its own: undici's timers start anew with each byte of a header.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  try {
    dispatcher.dispatch(options as Dispatcher.DispatchOptions, handler)
  } catch (error) {
    pending.failed(error as Error)
  }
}

async function* bytesOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as unknown as AsyncIterable<unknown>) yield bytesOnly(chunk)
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #method: string
  readonly #timeout: number
  readonly #pending: PendingAnswer
  #body: NetworkBody | null = null

  constructor(method: string, timeout: number, pending: PendingAnswer) {
    this.#method = method
    this.#timeout = timeout
    this.#pending = pending
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { stopped } = this.#pending
    this.#pending.onStop = (reason) => controller.abort(reason)
    if (stopped !== null) controller.abort(stopped)
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    statusText = '',
  ): void {
    if (status < 200) return // https://fetch.spec.whatwg.org/#http-network-fetch: informational answers are skipped
    const body = new NetworkBody(controller, this.#timeout)
    this.#body = body
    const list = headerList(headers)
    const hasBody = this.#method !== 'HEAD' && !NULL_BODY_STATUS.has(status)
    const answer = { status, statusText, headers: list, body: hasBody ? decodedBody(body, list) : null }
    this.#pending.answered(answer, body)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    this.#pending.bodyEnded()
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#pending.failed(error)
  }
}

function headerList(parsed: Record<string, string | string[] | undefined>): Header[] {
  const list: Header[] = []
  for (const [name, value] of Object.entries(parsed)) {
    if (name.startsWith(':') || value === undefined) continue
    for (const line of Array.isArray(value) ? value : [value]) list.push([name, line])
  }
  return list
}
