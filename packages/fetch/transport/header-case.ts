/**
 * The model and the standard's rules know the names of headers in lower case. HTTP/1.1 sends them as they were written,
 * by script or by browsers; over HTTP/2 Node puts them in lower case itself.
 * https://fetch.spec.whatwg.org/#http-network-fetch
 */
import type { Header } from 'corskit/protocol'
import type { WrittenNames } from '../web/written-names.ts'

/** A browser's own headers, as all three write them. */
const BROWSER_NAMES: WrittenNames = new Map(
  [
    'Accept',
    'Accept-Encoding',
    'Accept-Language',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Method',
    'Content-Type',
    'Cookie',
    'Host',
    'Origin',
    'Referer',
    'Sec-Fetch-Dest',
    'Sec-Fetch-Mode',
    'Sec-Fetch-Site',
    'User-Agent',
  ].map((name) => [name.toLowerCase(), name]),
)

/** Names and values in turns. */
export function linesAsWritten(headers: readonly Header[], written: WrittenNames | null): string[] {
  const lines: string[] = []
  for (const [name, value] of headers) lines.push(written?.get(name) ?? BROWSER_NAMES.get(name) ?? name, value)
  return lines
}
