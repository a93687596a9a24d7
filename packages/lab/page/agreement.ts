/** Whether model and browser agree, as far as script can tell. */
import type { Verdict } from 'corskit/browser'
import type { BrowserAnswer } from './ask-browser.ts'

/** `fetch` rejects in the same way whether a rule refused or the network failed. */
const EXPECTED: Readonly<Record<Verdict, BrowserAnswer['kind']>> = {
  allowed: 'read',
  opaque: 'opaque',
  blocked: 'refused',
  unreachable: 'refused',
}

export function agree(verdict: Verdict, answer: BrowserAnswer): boolean {
  return EXPECTED[verdict] === answer.kind
}
