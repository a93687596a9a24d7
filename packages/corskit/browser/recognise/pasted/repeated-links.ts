/**
 * What mail and chat programs make of the addresses in a text. Outlook and Teams write the address of each link once
 * more behind it, `https://a.example<https://a.example/>`, some with the quote that stands behind it. Many lead links
 * through a page that checks them: `https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example`.
 */
import { type Decoded, decodedText } from './text-of-pieces.ts'

const IN_BRACKETS = '[ \\t]?<(?:https?|wss?):\\/\\/[^\\s<>]{1,8192}>'
/** Parameters of a page that checks links. The quote behind the link may be next to the last of them. */
const OTHER = '[a-z]{1,20}=[^&\\s<>"\'‘’“”|()[\\]]{0,1024}'
const AND = '&(?:amp;)?'
/** Microsoft, Google, Slack, Barracuda, Facebook, LinkedIn, FireEye, Trend Micro and Symantec, in a parameter. */
const PAGES = [
  '[a-z\\d./-]{0,120}safelinks[^\\s?<>"]{0,120}',
  'www\\.google\\.com\\/url',
  'slack-redir\\.net\\/link',
  'linkprotect\\.cudasvc\\.com\\/url',
  'l\\.facebook\\.com\\/l\\.php',
  'www\\.linkedin\\.com\\/redir\\/redirect',
  'protect2\\.fireeye\\.com\\/v1\\/url',
  '[\\w-]{1,40}\\.trendmicro\\.com(?::\\d+)?\\/[\\w/.-]{0,80}',
  'clicktime\\.symantec\\.com\\/[\\w/.-]{0,80}',
].join('|')
const TARGET = '(?:url|q|u|a)=(?=(?:http|ws)s?(?:%3A|:))'
const CHECKED = [
  `https:\\/\\/(?:${PAGES})\\?(?:(?!${TARGET})${OTHER}${AND}){0,9}`,
  `${TARGET}(?<encoded>[^&\\s<>"'’”|()[\\]]{1,8192})(?:${AND}${OTHER}){0,9}`,
  // Proofpoint and Cisco, in the path.
  `|https:\\/\\/urldefense\\.(?:com|us)\\/v3\\/__(?<plain>[^\\s<>"'’”]{1,8192}?)__;[\\w!$*+=-]{0,1024}`,
  `|https:\\/\\/urldefense\\.proofpoint\\.com\\/v2\\/url\\?u=(?<dashed>[\\w.~-]{1,8192})(?:${AND}${OTHER}){0,9}`,
  '|https:\\/\\/secure-web\\.cisco\\.com\\/[\\w-]{1,2048}\\/(?<last>https?%3A%2F%2F[^&\\s<>"\'’”|()[\\]]{1,8192})',
].join('')
const CHECKED_LINK = new RegExp(CHECKED, 'gi')
const LINK = new RegExp(`${IN_BRACKETS}|${CHECKED}`, 'gi')
const LONGEST_ADDRESS = 8192
/** Signs around an address that are not a part of it. */
const BEFORE = /^["'‘’“”`([]+/
const BEHIND = /(?<!["'‘’“”`)\],.;/])["'‘’“”`)\],.;/]+$/

/** The quick look. */
const SIGN =
  /<(?:http|ws)s?:|safelinks|google\.com\/url|slack-redir|cudasvc|facebook\.com\/l\.|linkedin\.com\/redir|fireeye|trendmicro|symantec|urldefense|secure-web\.cisco/i

/** The text with each address once, as it was before. */
export function withoutRepeatedLinks(pasted: string): Decoded {
  if (!SIGN.test(pasted)) return { text: pasted, placeOf: (place) => place }
  return decodedText(pasted, linksIn(pasted), (piece) => (piece.endsWith('>') ? '' : checked(piece)))
}

/** The repeated addresses with their brackets, and those of the page that checks links. */
function* linksIn(pasted: string): Generator<{ index: number; 0: string }> {
  let closed = 0
  for (const { 0: link, index } of pasted.matchAll(LINK)) {
    const isRepeated = link.endsWith('>') && leadsThere(link.trim().slice(1, -1), lastWord(pasted.slice(closed, index)))
    if (isRepeated) yield { index, 0: link }
    else for (const inner of link.matchAll(CHECKED_LINK)) yield { index: index + inner.index, 0: inner[0] }
    if (link.endsWith('>')) closed = index + link.length
  }
}

const lastWord = (text: string) =>
  text
    .slice(-LONGEST_ADDRESS)
    .split(/[\s<>]/)
    .at(-1) as string

/** In some languages no space stands before an address. */
function leadsThere(link: string, shown: string): boolean {
  const [address, word] = [bare(link), bare(shown)]
  // A single letter is not an address.
  return address.length > 3 && (word === address || word.endsWith(`://${address}`))
}

/** The address behind the page that checks links. */
const checked = (address: string) =>
  address.replace(CHECKED_LINK, (...found) => {
    const { dashed, encoded, last, plain } = found.at(-1) as Partial<Record<string, string>>
    // Proofpoint writes `-3A` for `%3A`, and `_` for a slash.
    if (dashed !== undefined) return decoded(dashed.replaceAll('-', '%').replaceAll('_', '/'))
    return plain ?? decoded(encoded ?? last ?? '')
  })

const bare = (address: string) =>
  decoded(checked(address))
    .replace(BEFORE, '')
    .replace(BEHIND, '')
    .replace(/^[a-z]{2,5}:\/\//i, '')
    .toLowerCase()

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
