/**
 * A HAR of a page's requests, made from the events of Chromium's protocol as DevTools makes its own. It is "sanitized",
 * as by default there: without cookies and `Authorization`. The page itself and what says nothing about the set-up are
 * left out, to keep it small. https://github.com/ChromeDevTools/devtools-frontend/blob/main/front_end/models/har/Log.ts
 */
export interface ProtocolEvent {
  readonly method: string
  readonly params: Record<string, unknown>
}

interface HarHeader {
  readonly name: string
  readonly value: string
}

interface HarEntry {
  readonly _resourceType: string
  readonly request: { readonly method: string; readonly url: string; headers: readonly HarHeader[] }
  readonly response: { status: number; headers: readonly HarHeader[]; redirectURL: string; _error: string | null }
}

type Json = Record<string, unknown>
const objectOf = (value: unknown): Json => (value ?? {}) as Json

export function harOf(events: readonly ProtocolEvent[], version: string): object {
  const entries: HarEntry[] = []
  /** The hops of each request, in their order. */
  const byId = new Map<string, HarEntry[]>()
  for (const { method, params } of events) {
    if (method !== 'Network.requestWillBeSent') continue
    const id = String(params['requestId'])
    const hops = byId.get(id) ?? []
    byId.set(id, hops)
    const redirect = params['redirectResponse']
    if (redirect !== undefined) answered(hops.at(-1), objectOf(redirect))
    const request = objectOf(params['request'])
    const url = String(request['url']).split('#', 1)[0] as string
    if (!/^https?:/.test(url) || params['type'] === 'Document') continue
    const entry: HarEntry = {
      _resourceType: String(params['type']).toLowerCase(),
      request: { method: String(request['method']), url, headers: headersOf(request['headers']) },
      response: { status: 0, headers: [], redirectURL: '', _error: null },
    }
    hops.push(entry)
    entries.push(entry)
  }
  // Other events tell what was sent and received, in their own order, one for each hop.
  const told = new Map<string, number>()
  for (const { method, params } of events) {
    const id = String(params['requestId'])
    const hops = byId.get(id) ?? []
    if (/ExtraInfo$/.test(method)) {
      const key = `${method} ${id}`
      const place = told.get(key) ?? 0
      told.set(key, place + 1)
      const hop = hops[place]
      if (hop === undefined) continue
      if (method === 'Network.requestWillBeSentExtraInfo') hop.request.headers = headersOf(params['headers'])
      else answered(hop, { status: params['statusCode'], headers: params['headers'] })
    } else if (method === 'Network.responseReceived') answered(hops.at(-1), objectOf(params['response']))
    else if (method === 'Network.loadingFailed') {
      const last = hops.at(-1)
      if (last !== undefined) last.response._error = String(params['errorText'])
    }
  }
  return { log: { version: '1.2', creator: { name: 'WebInspector', version }, entries } }
}

/** The events of the network win: they have headers that the renderer does not see. */
function answered(entry: HarEntry | undefined, { headers, status }: Json): void {
  if (entry === undefined || (entry.response.status !== 0 && entry.response.headers.length > 0)) return
  entry.response.status = Number(status)
  entry.response.headers = headersOf(headers)
  entry.response.redirectURL = entry.response.headers.find(({ name }) => /^location$/i.test(name))?.value ?? ''
}

const SECRET = /^(cookie|set-cookie|authorization)$/i
/** Headers that every browser sends, or every server of Node. */
const NOISE = /^(accept|accept-encoding|accept-language|connection|date|host|keep-alive|sec-ch-ua[\w-]*|user-agent)$/i

/** The protocol joins lines of one name with a line break; DevTools writes them so, as one entry. */
function headersOf(headers: unknown): HarHeader[] {
  return Object.entries(objectOf(headers)).flatMap(([name, value]) =>
    SECRET.test(name) || NOISE.test(name) ? [] : [{ name, value: String(value) }],
  )
}
