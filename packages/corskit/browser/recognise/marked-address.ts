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
  return repeatedAddress(text)
}

/**
 * `url<url>`, as Outlook and Teams write a link; the second may have the quote behind it, or lead through a page that
 * checks links.
 */
function repeatedAddress(text: string): string | null {
  const [, first = '', second = ''] = /^([^<>]{4,})<([a-z]+:\/\/[^<>]+)>?["'’”]?$/i.exec(text) ?? []
  const [shown, target] = [bare(first), bare(second)]
  if (shown.length < 4) return null
  return target === shown || second.includes(encodeURIComponent(shown)) ? shown : null
}

const bare = (address: string) => address.trim().replace(/^["'‘“]+|(?:["'’”/]|%2[27])+$/g, '')

/** The address of a link in a header's value, which may have brackets of its own: `["https://app.example.com"]`. */
export const linkedAddress = (value: string): string | null =>
  /^[<[]https?:|^https?:[^<]*</.test(value) ? markedAddress(value) : null
