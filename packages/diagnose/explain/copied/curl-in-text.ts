/** Finds a call of curl in a text: behind a prompt, another command, a comment or a sentence, or in a fence. */

const CURL =
  /(^|[\s$>#%`'"(;&|/])curl(?:\.exe)?[ \t]+(?=["'“”„‘’‚$\\^`[–—−-]|https?:|wss?:|localhost\b|[\w.-]+\.[\w-]+|[\w-]+:\d)/giu

/** Nothing but a prompt is before it. */
export const isCurl = (text: string): boolean => /^\s*(?:[$>#]\s*)?curl(?:\.exe)?\s/.test(text)

/** The texts that begin with a call of curl, in their order. At most a few. */
export function curlCalls(text: string): string[] {
  const calls: string[] = []
  for (const { 0: found, 1: before = '', index } of text.matchAll(CURL)) {
    const call = text.slice(index + before.length)
    // `sh -c 'curl …'`, and code in a sentence.
    calls.push(/['"`]/.test(before) ? quotedCall(call, before) : call)
    if (calls.length >= MOST_CALLS || found === '') break
  }
  return calls
}

const MOST_CALLS = 5
const LONGEST_CALL = 64 * 1024

/** The call in quotes, without the signs that let it have the same quotes itself. */
function quotedCall(text: string, quote: string): string {
  const inside = INSIDE[quote]?.exec(text.slice(0, LONGEST_CALL))?.[0] ?? ''
  const isClosed = text[inside.length] === quote
  if (!isClosed || (quote !== '`' && /[^\\]\r?\n/.test(inside))) return text
  if (quote === '"') return inside.replace(/\\(["$`\\])/g, '$1')
  return quote === "'" ? inside.replace(/'\\''|'"'"'/g, "'") : inside
}

/** What can stand between two of the quotes. */
const INSIDE: Readonly<Record<string, RegExp>> = {
  '"': /^(?:[^"\\]|\\.)*/s,
  "'": /^(?:[^']|'\\''|'"'"')*/,
  '`': /^[^`]*/,
}
