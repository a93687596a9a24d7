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
    const end = /['"`]/.test(before) ? endOfQuoted(call, before) : -1
    calls.push(end < 0 ? call : call.slice(0, end))
    if (calls.length >= MOST_CALLS || found === '') break
  }
  return calls
}

const MOST_CALLS = 5

function endOfQuoted(text: string, quote: string): number {
  const line = text.indexOf('\n')
  const end = text.indexOf(quote, 0)
  return quote === '`' || line < 0 || end < line ? end : -1
}
