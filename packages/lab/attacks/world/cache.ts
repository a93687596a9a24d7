/**
 * A small shared cache, like a CDN: it keeps answers to GET by their URL, and one for each value of the headers that
 * `Vary` names.
 */
import type { BankAnswer, BankRequest } from './bank.ts'

interface Kept {
  readonly vary: readonly string[]
  readonly asked: BankRequest
  readonly answer: BankAnswer
}

export class SharedCache {
  readonly #kept = new Map<string, Kept[]>()

  /** https://www.rfc-editor.org/rfc/rfc9111#section-4.1 */
  async answer(request: BankRequest, ask: (request: BankRequest) => Promise<BankAnswer>): Promise<BankAnswer> {
    if (request.method !== 'GET' || request.upgrade) return ask(request)
    const kept = this.#kept.get(request.path) ?? []
    const hit = kept.find(({ vary, asked }) => vary.every((name) => headerOf(asked, name) === headerOf(request, name)))
    if (hit !== undefined) return { ...hit.answer, effect: 'Answered from the cache' }
    const answer = await ask(request)
    if (header(answer, 'cache-control')?.startsWith('public') === true) {
      const vary = (header(answer, 'vary') ?? '')
        .toLowerCase()
        .split(/\s*,\s*/)
        .filter((name) => name !== '')
      this.#kept.set(request.path, [...kept, { vary, asked: request, answer }])
    }
    return answer
  }
}

function headerOf(request: BankRequest, name: string): string | null {
  switch (name) {
    case 'origin':
      return request.origin
    case 'cookie':
      return request.cookie
    default:
      return null
  }
}

const header = (answer: BankAnswer, name: string) => answer.headers.find(([each]) => each === name)?.[1]
