/** The text in a gap where all signs around it are those that the engine prints: every other sign belongs to it. */
import { endOfLetter, type GapName, LONGEST_GAP, letterAt, QUOTE, URL_GAPS } from './gap.ts'
import { type Letters, TAG, UNSEEN } from './letters.ts'
import { linkedAddress } from './marked-address.ts'

/** Signs and spaces around a gap. */
export interface Signs {
  readonly before: string
  readonly after: string
}

/** What copying adds: a line break, an entity of HTML, an escape. */
const COPIED = new RegExp(`[\\n\\r\\\\]|&(?:#x?)?[a-z\\d]+;|${TAG.source}|${UNSEEN.source}`, 'i')

/** `null` where copying may have changed something. */
export function textBetweenSigns(
  gap: GapName,
  { source, places }: Letters,
  opening: number,
  closing: number,
  { before, after }: Signs,
): string | null {
  const written = source.slice(endOfLetter(source, places[opening - 1] as number), places[closing])
  const isWhole =
    written.length >= before.length + after.length && written.startsWith(before) && written.endsWith(after)
  if (!isWhole) return null
  return textOf(gap, written.slice(before.length, written.length - after.length), before)
}

/** The same for a gap at the end of a sentence, which ends with a quote or a bracket. */
export function lastBetweenSigns(
  gap: GapName,
  { source, text, places }: Letters,
  opening: number,
  { before, after }: Signs,
): { readonly value: string; readonly end: number } | null {
  const from = endOfLetter(source, places[opening - 1] as number)
  if (!source.startsWith(before, from) || !QUOTED_END.test(after)) return null
  const start = from + before.length
  const line = source.slice(start, start + LONGEST_GAP).split(/[\r\n]/, 1)[0] as string
  const length = line.indexOf(after)
  const value = length < 0 ? null : textOf(gap, line.slice(0, length), before)
  return value === null ? null : { value, end: Math.min(letterAt(places, start + length), text.length) }
}

const QUOTED_END = /[)\]"'’”»」』）]/

/** A name of a header or a method has few signs, and quotes or pipes are more often from a console. */
const TOKEN = /^[\w!#$%&*+.^~-]+$/
/** No engine prints a URL with angle brackets: they are from a mail. */
const ADDRESS = /^[a-z][a-z\d+.-]*:[\x21-\x3b=\x3f-\x7e]*$/i

function textOf(gap: GapName, text: string, before: string): string | null {
  if (COPIED.test(text) || text.trim() !== text) return null
  // Without quotes of the sentence, they may be those of another version of it.
  const mayBeQuoted = QUOTE.test(before)
  if (gap === 'origin' || URL_GAPS.has(gap))
    return ADDRESS.test(text) && (mayBeQuoted || !QUOTE.test(text.charAt(text.length - 1))) ? text : null
  if (gap === 'value') return (mayBeQuoted || !QUOTE.test(text.charAt(0))) && linkedAddress(text) === null ? text : null
  return TOKEN.test(text) ? text : null
}
