/**
 * Links as Outlook and Teams write them into plain text: the address, and behind it the same address in angle brackets,
 * `https://a.example<https://a.example>`. Some take the quote behind it into the link, or lead through a page that
 * checks links.
 */

const LONGEST = 4096
const LINK = /[ \t]?<((?:https?|wss?):\/\/[^\s<>]{1,8192})>/gi
/** Signs around an address that are not a part of it. */
const AROUND = /^["'‘’“”`([]+|(?:["'‘’“”`)\],.;/]|%27|%22)+$/gi

/** The text with the first of the two addresses only. */
export function withoutRepeatedLinks(text: string): string {
  let kept = ''
  let done = 0
  for (const { 0: found, 1: target = '', index } of text.matchAll(LINK)) {
    const before = text.slice(Math.max(done, index - LONGEST), index)
    if (!leadsTo(target, lastWord(before))) continue
    kept += text.slice(done, index)
    done = index + found.length
  }
  return kept + text.slice(done)
}

const lastWord = (text: string) =>
  text
    .replace(/["'‘’“”`]$/, '')
    .split(/[\s<>"'‘’“”`()]/)
    .at(-1) ?? ''

function leadsTo(target: string, given: string): boolean {
  const shown = given.replace(AROUND, '')
  // One character would fit everywhere.
  if (shown.length < 4) return false
  return bare(target) === bare(shown) || target.includes(encodeURIComponent(shown))
}

const bare = (address: string) =>
  address
    .replace(AROUND, '')
    .replace(/^[a-z]{2,5}:\/\//i, '')
    .toLowerCase()
