import { recogniseChromium } from './chromium.ts'
import { recogniseFirefox } from './firefox.ts'
import type { RecognisedMessage } from './recognised-message.ts'
import { recogniseTestEnvironment } from './test-environments.ts'
import { recogniseWebkit } from './webkit.ts'

/** No console line is longer; what is, was not copied from one. */
const MAX_LINE_LENGTH = 65_536

/**
 * Reads a console line of Chromium, Firefox, WebKit, jsdom or happy-dom, in today's wording or an older one. `null` when it is none that these
 * print about CORS: then nothing is known, and nothing is guessed.
 *
 * @param text one line; white space and a leading `[Error] ` or `Error: ` around it, as copying leaves it, do not matter
 */
export function recogniseMessage(text: string): RecognisedMessage | null {
  if (text.length > MAX_LINE_LENGTH) return null
  const line = text.trim().replace(/^(\[(?:error|warning)\]|(?:error|warning):) */i, '')
  if (line === '') return null
  return recogniseChromium(line) ?? recogniseFirefox(line) ?? recogniseTestEnvironment(line) ?? recogniseWebkit(line)
}
