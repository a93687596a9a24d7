/**
 * Turns the answers of an MCP server into what `explain` reads: a console and a HAR. Only the page's origin is added,
 * which the agent knows.
 */
import type { ToolsTold } from './recording.ts'

interface HarEntry {
  readonly request: { readonly method: string; readonly url: string; readonly headers: HarHeader[] }
  readonly response: { readonly status: number; readonly headers: HarHeader[]; readonly _error?: string }
}

interface HarHeader {
  readonly name: string
  readonly value: string
}

export function asHar({ page, network }: ToolsTold): string {
  const { origin } = new URL(page)
  const entries = network.map(entryOf)
  const preflighted = new Set(entries.flatMap(({ request }) => (request.method === 'OPTIONS' ? [request.url] : [])))
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'tools' },
      entries: entries.map(({ request, response }) => {
        // Not the recorded origin: Puppeteer sometimes gives the headers of a redirect's second request to its first.
        const headers = request.headers.filter(({ name }) => name.toLowerCase() !== 'origin')
        // For requests that a preflight stopped, the browser gives none.
        const isNamed = headers.length < request.headers.length || !preflighted.has(request.url)
        return {
          request: { ...request, headers: isNamed ? [...headers, { name: 'origin', value: origin }] : headers },
          response,
        }
      }),
    },
  })
}

export const asConsole = ({ console }: ToolsTold): string => console.join('\n')

/**
 * `reqid=14 GET http://127.0.0.1:1/ [302]` of chrome-devtools-mcp; `#2 [GET] http://127.0.0.1:1/` of @playwright/mcp,
 * with the status in a line of its own.
 */
const FIRST_LINE = /^(?:reqid=\d+ (?<method>\S+) (?<url>\S+) \[(?<told>[^\]]*)\]|#\d+ \[(?<verb>\S+)\] (?<target>\S+))/

function entryOf(text: string): HarEntry {
  const groups = FIRST_LINE.exec(text)?.groups
  if (groups === undefined) throw new Error(`this is not how a request was told when the reader was written: ${text}`)
  const { method = groups['verb'] ?? '', url = groups['target'] ?? '' } = groups
  const told = groups['told'] ?? /^ {4}status: +(.*)$/m.exec(text)?.[1] ?? ''
  const status = Number(/^\[?(\d{3})\b/.exec(told)?.[1] ?? 0)
  const error = /net::ERR_\w+/.exec(told)?.[0]
  return {
    request: { method, url, headers: headersUnder(/request headers/i, text) },
    response: {
      status,
      headers: headersUnder(/response headers/i, text),
      ...(error === undefined ? {} : { _error: error }),
    },
  }
}

/**
 * The lines below a heading, up to the next one: `- name:value`, or `name: value` further in. When a header came twice,
 * its second value has its own line.
 */
function headersUnder(heading: RegExp, text: string): HarHeader[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => heading.test(line))
  const headers: { name: string; value: string }[] = []
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (/^### |^ {2}\S/.test(line)) break
    const { name, value = '' } = /^(?:- | {4})(?<name>[\w-]+): ?(?<value>.*)$/.exec(line)?.groups ?? {}
    const last = headers.at(-1)
    if (name !== undefined) headers.push({ name, value })
    else if (last !== undefined && line !== '') last.value += `\n${line}`
  }
  return headers
}
