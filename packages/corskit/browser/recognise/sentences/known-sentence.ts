/** A sentence with what it means: who prints it, and for which reasons. */
import type { MessageCode, MessageSource } from '../recognised-message.ts'
import { type Sentence, sentence } from '../sentence.ts'

export interface KnownSentence extends Sentence {
  readonly engine: MessageSource
  /** Every reason that prints it, the likeliest first; none when the reason follows the sentence. */
  readonly codes: readonly MessageCode[]
}

/** Makes the sentences of one engine. */
export const sentencesOf =
  (engine: MessageSource) =>
  (written: string, ...codes: MessageCode[]): KnownSentence => ({ ...sentence(written), engine, codes })

/** The sentence is the same for a request and its preflight: the request's own code comes first. */
export const withPreflight = (...codes: MessageCode[]): MessageCode[] => [
  ...codes,
  ...codes.map((code) => `Preflight${code}` as MessageCode),
]
