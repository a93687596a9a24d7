/** The headers, names in lower case, that the page's script sets, from `-H 'Name: value'`. */
import { type Header, isByteString, isForbiddenRequestHeader, isHeaderName, toHeaderList } from 'corskit/protocol'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { redactValue } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'

/** More than any server accepts: Node's limit is 16 KiB, and that of nginx and Apache 8 KiB for a line. */
export const MAX_HEADER_BYTES = 64 * 1024

export interface RequestHeaders {
  readonly headers: readonly Header[]
  /** Names that a browser ignores silently. */
  readonly dropped: readonly string[]
}

export function parseRequestHeaders(lines: readonly string[]): RequestHeaders {
  const headers: Header[] = []
  const dropped: string[] = []
  let bytes = 0
  for (const line of lines) {
    bytes += line.length
    if (bytes > MAX_HEADER_BYTES)
      throw new UsageError(
        `-H ${shown(line)}: the headers have more than ${MAX_HEADER_BYTES} bytes, the most that is sent`,
      )
    // `Name:` is curl's way not to send a header that it would send by itself. A page has no such headers.
    if (/^[^:;\s]+:[ \t]*$/.test(line)) continue
    const header = parseHeaderLine(line)
    if (isForbiddenRequestHeader(...header)) dropped.push(header[0])
    headers.push(header)
  }
  return { headers, dropped }
}

function parseHeaderLine(line: string): Header {
  // `Name;` is curl's way to send an empty value.
  const empty = /^([^:;\s]+);$/.exec(line)
  if (empty !== null) return parseHeaderLine(`${empty[1]}: `)
  if (line.startsWith("$'")) throw new UsageError("-H $'…': this shell does not know such quotes; write 'Name: value'")
  const colon = line.indexOf(':')
  if (colon < 0) throw new UsageError(`-H ${shown(line)}: expected 'Name: value'`)
  const name = line.slice(0, colon)
  if (!isHeaderName(name))
    throw new UsageError(
      `-H ${shown(line)}: the name is not a header name; expected letters, digits and !#$%&'*+-.^_\`|~`,
    )
  const [header] = toHeaderList([[name, line.slice(colon + 1)]])
  const value = header?.[1] ?? ''
  // A script may send control characters other than NUL, CR and LF. Node's HTTP client may not, and no server accepts
  // them.
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
    throw new UsageError(
      `-H ${shown(line)}: the value has a line break or another control character; expected one line of text`,
    )
  if (!isByteString(value))
    throw new UsageError(
      `-H ${shown(line)}: the value has characters beyond Latin-1, which fetch refuses; expected percent-encoding or ASCII`,
    )
  return [name.toLowerCase(), value]
}

/** A line as errors show it: its name, and its value if that cannot be a secret. */
function shown(line: string): string {
  const [, name, value] = /^([\w-]{1,64}):(.*)$/s.exec(line) ?? []
  if (name === undefined || value === undefined) return `(${line.length} characters, not repeated here)`
  return kindOfHeader(name.toLowerCase()) === 'harmless'
    ? quoted(`${name}:${redactValue(value)}`)
    : quoted(`${name}: ${REDACTED}`)
}
