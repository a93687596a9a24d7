/** The differences that were found: the same finding for several probes is told once. */
import { curlOf } from './curl.ts'
import type { Question } from './questions.ts'
import type { Difference, DifferenceKind } from './words.ts'

export class Differences {
  readonly #found = new Map<string, Difference & { readonly question: Question }>()
  readonly #curlOptions: readonly string[]

  constructor(curlOptions: readonly string[]) {
    this.#curlOptions = curlOptions
  }

  get all(): Difference[] {
    return [...this.#found.values()].map(({ question: _, ...difference }) => difference)
  }

  add(kind: DifferenceKind, question: Question, expected: string, observed: string): void {
    const key = `${kind} ${question.subject} ${question.probe.url} ${question.kind}`
    if (this.#found.has(key)) return
    const { probe, subject } = question
    this.#found.set(key, {
      question,
      kind,
      subject,
      probe: probe.name,
      expected,
      observed,
      curl: [...question.after, probe].map((each) => curlOf(each, this.#curlOptions)).join(' && '),
    })
  }

  /** What seemed wider or narrower was a cache's doing. @param why is added to what was observed */
  blameCache(isMeant: (question: Question) => boolean, why: string): void {
    for (const [key, difference] of this.#found) {
      const { kind, question, observed } = difference
      if ((kind !== 'wider' && kind !== 'narrower') || !isMeant(question)) continue
      this.#found.set(key, { ...difference, kind: 'cache', observed: `${observed}; ${why}` })
    }
  }
}
