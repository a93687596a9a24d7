/**
 * What mail and chat programs make of the addresses in a text. Outlook and Teams write the address of each link once
 * more behind it, `https://a.example<https://a.example/>`, some with the quote that stands behind it. Microsoft leads
 * links through a page that checks them: `https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example`.
 */
import { type Decoded, decodedText } from './text-of-pieces.ts'

const IN_BRACKETS = '[ \\t]?<(?:https?|wss?):\\/\\/[^\\s<>]{1,8192}>'
/** Parameters of a page that checks links. The quote behind the link may be next to the last of them. */
const OTHER = '[a-z]{1,20}=[^&\\s<>"\'‘’“”|()[\\]]{0,1024}'
const AND = '&(?:amp;)?'
const CHECKED = [
  `https:\\/\\/[a-z\\d./-]{0,120}safelinks[^\\s?<>"]{0,120}\\?(?:(?!url=)${OTHER}${AND}){0,9}`,
  `url=([^&\\s<>"'’”|()[\\]]{1,8192})(?:${AND}${OTHER}){0,9}`,
].join('')
const CHECKED_LINK = new RegExp(CHECKED, 'gi')
const LINK = new RegExp(`${IN_BRACKETS}|${CHECKED}`, 'gi')
const LONGEST_ADDRESS = 8192
/** Signs around an address that are not a part of it. */
const BEFORE = /^["'‘’“”`([]+/
const BEHIND = /(?<!["'‘’“”`)\],.;/])["'‘’“”`)\],.;/]+$/

/** The text with each address once, as it was before. */
export function withoutRepeatedLinks(pasted: string): Decoded {
  if (!/<(?:http|ws)s?:|safelinks/i.test(pasted)) return { text: pasted, placeOf: (place) => place }
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
const checked = (address: string) => address.replace(CHECKED_LINK, (_, encoded: string) => decoded(encoded))

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
