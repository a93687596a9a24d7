/** Messages in everyday words: they count as messages only when they fill a line. */
import { letterAt } from './gap.ts'
import type { Letters } from './letters.ts'
import { placedMessage } from './placed-message.ts'
import { readLongest } from './read-message.ts'
import { LINE_SENTENCES } from './readers.ts'
import type { PlacedMessage } from './recognised-message.ts'

/** What a console or a test runner puts before a line. */
const LABEL =
  /^[\s>|*•✕×-]*(?:\[?(?:error|warning|uncaught)\]?:?\s*|(?:TypeError|NetworkError|DOMException|Error):\s*)*/i
/** What a console or a test runner puts after a line: a place in a source, a link, a count, the calls before it. */
const SOURCE =
  /^[\s.)'"\]]*(?:at\s.*:\d+:\d+\)?.*|\(?[\w./:@-]*:\d+(?::\d+)?\)?|\([^()\n]*\)|\[[^[\]\n]*\]|\d{1,4})?\s*$/

const HEADLESS = /^\/[^\s/]+(?:\/\S*)? due to access control checks\.?/

export function lineMessages(text: Letters, known: readonly PlacedMessage[]): PlacedMessage[] {
  const found: PlacedMessage[] = []
  for (const { start, end } of otherLines(text.source, known)) {
    const line = text.source.slice(start, end)
    const label = (LABEL.exec(line) as RegExpExecArray)[0].length
    const first = letterAt(text.places, start + label)
    if ((text.places[first] ?? end) >= end) continue
    const last = letterAt(text.places, end)
    // A gap may not reach into the next line.
    const upToHere: Letters = { ...text, text: text.text.slice(0, last) }
    const read = readLongest(LINE_SENTENCES, upToHere, first)
    if (read === null) {
      // Playwright cuts WebKit's line at the colon of its URL.
      const cut = HEADLESS.exec(line.slice(label))
      if (cut !== null)
        found.push({
          engine: 'webkit',
          code: 'AccessControlChecks',
          codes: ['AccessControlChecks'],
          start: start + label,
          end: start + label + cut[0].length,
        })
      continue
    }
    const message = placedMessage(read, text, first)
    // What breaks off is another sentence.
    if (/^\s*(?:…|\.{2})/.test(text.source.slice((text.places[read.end - 1] as number) + 1, end))) continue
    if (SOURCE.test(text.source.slice(message.end, end)))
      found.push(mayBeCut(message, text.source) ? { ...message, ...BEGINNING } : message)
  }
  return found
}

/**
 * WebKit's `Fetch API cannot load URL.` is a whole line. Without its full stop it may be the beginning of a longer one,
 * which gives another reason: `… due to access control checks.`
 */
const mayBeCut = ({ start, end, code, engine }: PlacedMessage, source: string) =>
  engine === 'webkit' && code === 'DisallowedByMode' && !/\.['"`’”»)\]]*$/.test(source.slice(start, end))

const BEGINNING: Pick<PlacedMessage, 'code' | 'codes'> = {
  code: 'AccessControlChecks',
  codes: ['AccessControlChecks', 'DisallowedByMode'],
}

/** The lines in which no message was found. */
export function* otherLines(
  source: string,
  known: readonly PlacedMessage[],
): Generator<{ readonly start: number; readonly end: number }> {
  const inOrder = [...known].sort((a, b) => a.start - b.start)
  let next = 0
  for (const line of linesOf(source)) {
    while (next < inOrder.length && (inOrder[next] as PlacedMessage).end <= line.start) next++
    const message = inOrder[next]
    if (message === undefined || message.start >= line.end) yield line
  }
}

function* linesOf(source: string): Generator<{ start: number; end: number }> {
  let start = 0
  for (;;) {
    const next = source.indexOf('\n', start)
    const end = next < 0 ? source.length : next
    if (end > start) yield { start, end }
    if (next < 0) return
    start = next + 1
  }
}
