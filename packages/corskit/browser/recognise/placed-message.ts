import { endOfLetter, letterAt } from './gap.ts'
import type { Letters } from './letters.ts'
import type { ReadMessage } from './read-message.ts'
import type { PlacedMessage } from './recognised-message.ts'

/** Turns what was read into the message that callers see, with its place in the text. */
export function placedMessage(read: ReadMessage, { source, places }: Letters, start: number): PlacedMessage {
  const { codes, engine, gaps } = read
  const { rest: _rest, status, origin, initiator, ...others } = gaps
  const known: Record<string, unknown> = others
  if (status !== undefined && /^\d{3}$/.test(status)) known['status'] = Number(status)
  // Firefox prints the page's URL where others print its origin.
  if (origin !== undefined)
    known['origin'] = engine === 'firefox' && URL.canParse(origin) ? new URL(origin).origin : origin
  if (initiator !== undefined) known['initiator'] = /^fetch api$/i.test(initiator) ? 'fetch' : initiator
  for (const name of ['url', 'firstUrl', 'origin'])
    if (name in known && !isAddress(name, known[name])) delete known[name]
  return {
    engine,
    code: codes[0] ?? null,
    codes,
    ...known,
    start: places[start] as number,
    end: endOf(read.end, source, places),
  }
}

/** A text that was misread, or that something else was mixed into, is not told as the address. */
function isAddress(name: string, text: unknown): boolean {
  if (typeof text !== 'string') return false
  if (name !== 'origin') return URL.canParse(text)
  if (text === 'null') return true
  if (!URL.canParse(text) || /["'`<>\\^|]/.test(text)) return false
  // With a path or a query it is a link that something has changed.
  const { pathname, search } = new URL(text)
  return /^\/?$/.test(pathname) && search === ''
}

/** The place after the last letter and the signs that close its sentence. */
function endOf(end: number, source: string, places: readonly number[]): number {
  const from = endOfLetter(source, places[end - 1] as number)
  const rest = source.slice(from, places[letterAt(places, from)])
  const [closing] = /^['"`’”»)\].。]*/.exec(rest) as RegExpExecArray
  return from + closing.length
}
