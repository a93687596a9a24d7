/** One request that is not a page's: the probes of `check`, `explain` and `verify`. */
import type { Header } from 'corskit/protocol'
import { send } from './send.ts'
import type { WireOptions } from './wire.ts'

export interface Probe {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
}

export type ProbeAnswer =
  | { readonly status: number; readonly headers: readonly Header[] }
  | { readonly networkError: string }

export async function sendProbe(
  { method, url, headers }: Probe,
  userAgent: string,
  wire: WireOptions,
): Promise<ProbeAnswer> {
  const target = new URL(url)
  const own: Header[] = [
    ['host', target.host],
    ['connection', 'keep-alive'],
    ['accept', '*/*'],
  ]
  const answer = await send(
    { method, url: target, headers: [...own, ...headers, ['user-agent', userAgent]], body: null },
    wire,
  )
  return 'failure' in answer ? { networkError: answer.failure.sentence } : answer
}
