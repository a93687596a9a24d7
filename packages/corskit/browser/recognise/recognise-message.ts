import { wrong } from '../words/wrong-input.ts'
import { recogniseMessages } from './recognise-messages.ts'
import type { RecognisedMessage } from './recognised-message.ts'

/** No console line is longer than this. */
const MAX_LINE_LENGTH = 65_536

/** Says once more that the load failed, and not why. */
const ECHO = 'AccessControlChecks'

/**
 * Reads a console line of Chromium, Firefox, WebKit, jsdom or happy-dom, in today's wording or an older one. `null`
 * when it is not one of their lines about CORS; nothing is guessed.
 *
 * @param text one line, with whatever a console puts around it; of several, the first that gives a reason is taken
 * @throws {TypeError} where `text` is not a string
 */
export function recogniseMessage(text: string): RecognisedMessage | null {
  if (typeof text !== 'string') throw wrong('text', 'a string', text)
  if (text.length > MAX_LINE_LENGTH) return null
  const messages = recogniseMessages(text)
  const reason = messages.find(({ code }) => code !== null && code !== ECHO)
  const message = reason ?? messages.find(({ code }) => code !== null) ?? messages[0]
  if (message === undefined) return null
  const { start: _start, end: _end, ...recognised } = message
  return recognised
}
