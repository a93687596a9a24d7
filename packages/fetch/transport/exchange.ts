/** One request over a connection of undici's pool, and its answer as soon as the headers are there. */
import type { Header } from 'corskit/protocol'
import type { Dispatcher } from 'undici'
import { decodedBody } from './content-encoding.ts'
import { linesAsWritten } from './header-case.ts'
import { NetworkBody } from './network-body.ts'
import { NetworkFailure, type WireRequest, type WireResponse } from './wire.ts'

const NULL_BODY_STATUS: ReadonlySet<number> = new Set([204, 205, 304])

/** The characters that Node allows in a header value. The standard also allows control characters. */
const SENDABLE = /^[\t -~\u0080-\u00ff]*$/

export function exchange(dispatcher: Dispatcher, request: WireRequest, timeout: number): Promise<WireResponse> {
  const { method, url, headers, written, body, signal } = request
  // undici would refuse it too, and then never free the connection: after six of them the page could not send any
  // request.
  const unsendable = headers.find(([, value]) => !SENDABLE.test(value))
  if (unsendable !== undefined) {
    return Promise.reject(new NetworkFailure(`Node sends no control characters, as in the header ${unsendable[0]}`))
  }
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(method, timeout, signal, resolve, reject)
    const options = {
      path: url.pathname + url.search,
      method: method as Dispatcher.HttpMethod,
      headers: linesAsWritten(headers, written),
      body: (body instanceof ReadableStream ? bytesOf(body) : body) as Dispatcher.DispatchOptions['body'],
      // The handler counts on its own: undici's timers start anew with each byte of a header.
      headersTimeout: 0,
      bodyTimeout: 0,
    }
    try {
      dispatcher.dispatch(options as Dispatcher.DispatchOptions, handler)
    } catch (error) {
      handler.onResponseError(null, error as Error)
    }
  })
}

async function* bytesOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as unknown as AsyncIterable<unknown>) {
    // https://fetch.spec.whatwg.org/#body-incrementally-read: anything but bytes ends the fetch
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A stream sent as a body must give Uint8Array chunks')
    yield chunk
  }
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #method: string
  readonly #timeout: number
  readonly #signal: AbortSignal | null
  readonly #resolve: (response: WireResponse) => void
  readonly #reject: (error: unknown) => void
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | null = null
  #body: NetworkBody | null = null
  #failure: unknown = null

  constructor(
    method: string,
    timeout: number,
    signal: AbortSignal | null,
    resolve: (response: WireResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#method = method
    this.#timeout = timeout
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#end(new NetworkFailure(`no answer in ${timeout} ms`)), timeout)
    signal?.addEventListener('abort', this.#onAbort)
  }

  readonly #onAbort = () => this.#end(this.#signal?.reason)

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#failure !== null) controller.abort(asError(this.#failure))
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    statusText = '',
  ): void {
    if (status < 200) return // https://fetch.spec.whatwg.org/#http-network-fetch: informational answers are skipped
    clearTimeout(this.#timer)
    const body = new NetworkBody(controller, this.#timeout)
    this.#body = body
    const list = headerList(controller.rawHeaders, headers)
    const hasBody = this.#method !== 'HEAD' && !NULL_BODY_STATUS.has(status)
    this.#resolve({ status, statusText, headers: list, body: hasBody ? decodedBody(body, list) : null })
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    this.#settled()
    this.#body?.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#settled()
    const failure = this.#failure ?? new NetworkFailure(wordsOf(error), { cause: error })
    if (this.#body === null) this.#reject(failure)
    else this.#body.fail(failure)
  }

  /** Ends the exchange from this side. */
  #end(failure: unknown): void {
    if (this.#failure !== null) return
    this.#settled()
    this.#failure = failure
    if (this.#body !== null) {
      this.#body.abort(failure)
      return
    }
    this.#reject(failure)
    this.#controller?.abort(asError(failure))
  }

  #settled(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}

/** Header lines as they came: bytes over HTTP/1.1, an object over HTTP/2. */
function headerList(
  raw: Dispatcher.DispatchController['rawHeaders'],
  parsed: Record<string, string | string[] | undefined>,
): Header[] {
  const list: Header[] = []
  if (Array.isArray(raw)) {
    for (let i = 0; i < raw.length; i += 2) list.push([latin1(raw[i]).toLowerCase(), latin1(raw[i + 1])])
    return list
  }
  for (const [name, value] of Object.entries(parsed)) {
    if (name.startsWith(':') || value === undefined) continue
    for (const line of Array.isArray(value) ? value : [value]) list.push([name, line])
  }
  return list
}

function latin1(value: Buffer | string | undefined): string {
  return value instanceof Buffer ? value.toString('latin1') : String(value)
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}

function wordsOf(error: Error & { code?: string }): string {
  const { code, message } = error
  // undici does not expect such an answer, and says so in the words of its own source.
  if (error.name === 'AssertionError' || code === 'ERR_ASSERTION')
    return 'the answer is not HTTP as Node reads it: its status is below 100, or its head is broken'
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
