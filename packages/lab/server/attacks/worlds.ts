/**
 * The banks of the attacks: each try of the visitor has its own bank, at an address that only the lab's page knows.
 */
import { randomUUID } from 'node:crypto'
import { answerBank, type BankAnswer, type BankRequest, Books } from '../../attacks/world/bank.ts'
import { SharedCache } from '../../attacks/world/cache.ts'
import { type Rules, readRules } from '../../attacks/world/rules.ts'
import type { Ledger } from '../../words/attack.ts'

interface World {
  readonly rules: Rules
  readonly books: Books
  readonly cache: SharedCache
}

/** The oldest is dropped. */
const MOST = 32

export class Worlds {
  readonly #made = new Map<string, World>()

  open(policyText: string): { readonly id: string } | { readonly mistakes: readonly string[] } {
    const read = readRules(policyText)
    if ('mistakes' in read) return read
    const id = randomUUID()
    this.#made.set(id, { rules: read.rules, books: new Books(), cache: new SharedCache() })
    const [oldest] = this.#made.keys()
    if (this.#made.size > MOST && oldest !== undefined) this.#made.delete(oldest)
    return { id }
  }

  /** `null` when there is no such world. */
  ledger(id: string): Ledger | null {
    return this.#made.get(id)?.books.ledger ?? null
  }

  /** Asked directly, or through the cache. `null` when there is no such world. */
  async answer(id: string, request: BankRequest, way: 'bank' | 'cache'): Promise<BankAnswer | null> {
    const world = this.#made.get(id)
    if (world === undefined) return null
    const bank = (asked: BankRequest) => answerBank(asked, world.rules, world.books)
    return way === 'cache' ? world.cache.answer(request, bank) : bank(request)
  }
}
