/** One request that is not a page's: the probes of `check`, `explain` and `verify`. */
import type { Header } from 'corskit/protocol'
import { send } from './send.ts'
import type { WireAnswer, WireOptions, WireRequest } from './wire.ts'

export interface ProbeRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  /** A body of this many zeros. Default: none. */
  readonly bodyLength?: number
}

export type ProbeAnswer =
  | { readonly status: number; readonly headers: readonly Header[] }
  | { readonly networkError: string }

/** @param sendWire how to send it; default: over a new connection */
export async function sendProbe(
  { method, url, headers, bodyLength }: ProbeRequest,
  userAgent: string,
  wire: WireOptions,
  sendWire: (request: WireRequest, options: WireOptions) => Promise<WireAnswer> = send,
): Promise<ProbeAnswer> {
  const target = new URL(url)
  const own: Header[] = [
    ['host', target.host],
    ['connection', 'keep-alive'],
    ['accept', '*/*'],
    ...(bodyLength === undefined ? [] : [['content-length', String(bodyLength)] as const]),
  ]
  const body = bodyLength === undefined ? null : new Uint8Array(bodyLength)
  const answer = await sendWire(
    { method, url: target, headers: [...own, ...headers, ['user-agent', userAgent]], body },
    wire,
  )
  return 'failure' in answer ? { networkError: answer.failure.sentence } : answer
}
