/**
 * An address as chats, trackers and Markdown write it: `<url>`, `<url|text>`, `[text](url)`, `[text](url "title")`,
 * `[text|url]`. Its first bracket may be missing.
 */
const MARKED = [
  /^<([^<>\s|]+)>$/,
  /^<([^<>\s|]+)\|[^<>]*>?$|^([^<>\s|]+)\|[^<>]*>$/,
  /^\[?[^\][()\s]*\]\(([^()\s]+)(?:\s+["'][^()]*)?\)?$/,
  /^\[[^\][|]*\|([^\][|\s]+)(?:\|[^\][]*)?\]?$|^[^\][|]*\|([^\][|\s]+)(?:\|[^\][]*)?\]$/,
]

/** The address inside its marks, or `null` without marks. */
export function markedAddress(text: string): string | null {
  for (const marked of MARKED) {
    const [, one, other] = marked.exec(text) ?? []
    const address = one ?? other
    if (address !== undefined) return address
  }
  return null
}

/** The address of a link in a header's value, which may have brackets of its own: `["https://app.example.com"]`. */
export const linkedAddress = (value: string): string | null =>
  /^[<[]https?:/.test(value) ? markedAddress(value) : null
