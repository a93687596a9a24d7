/** One request over real HTTP, without anything that `fetch` would add, merge or forbid. */
import { request } from 'node:http'

export interface SentRequest {
  readonly method?: string
  /** With a scheme or two slashes, it is sent as it stands: a proxy writes a scheme, and it names no other server. */
  readonly path: string
  /** Pairs, so that a line can be there twice. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

export interface ReceivedResponse {
  readonly status: number
  /** The value of each line called `name`. */
  lines(name: string): string[]
  /** All lines called `name` joined, or `null`. */
  header(name: string): string | null
  /** The names of all lines, in lower case. */
  readonly names: readonly string[]
  readonly body: string
}

export function send(
  base: string,
  { method = 'GET', path, headers = [], body }: SentRequest,
): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => {
    const flat = headers.flat()
    // Without it Node would announce a body in chunks, and some frameworks then want to know its type.
    if (body === undefined && method !== 'GET' && method !== 'HEAD') flat.push('content-length', '0')
    const isWhole = /^(?:[a-z]+:|\/\/)/.test(path)
    const outgoing = request(new URL(isWhole ? '/' : path, base), {
      ...(isWhole ? { path } : {}),
      method,
      headers: ['host', new URL(base).host, ...flat],
      agent: false,
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        resolve(received(incoming.statusCode ?? 0, incoming.rawHeaders, Buffer.concat(chunks).toString()))
      })
    })
    outgoing.end(body)
  })
}

function received(status: number, rawHeaders: readonly string[], body: string): ReceivedResponse {
  const pairs: [name: string, value: string][] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    pairs.push([String(rawHeaders[i]).toLowerCase(), String(rawHeaders[i + 1])])
  const lines = (name: string) => pairs.filter((pair) => pair[0] === name).map((pair) => pair[1])
  return {
    status,
    body,
    lines,
    header: (name) => (lines(name).length === 0 ? null : lines(name).join(', ')),
    names: pairs.map((pair) => pair[0]),
  }
}
