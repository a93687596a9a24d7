/** Pairwise coverage: every pair of levels of every two factors in at least one case, greedily. */
import type { Deck } from './decks.ts'
import type { Levels } from './factors.ts'
import { Random } from './random.ts'

type FactorName = keyof Levels
type Names = readonly FactorName[]

const namesOf = (deck: Deck) => Object.keys(deck) as FactorName[]

/** How many tries a case may take to cover more. */
const CANDIDATES = 24

/** Cases until no pair is left uncovered. */
export function pairwiseLevels(seed: number, deck: Deck): Levels[] {
  const names = namesOf(deck)
  const random = new Random(seed)
  const open = allPairs(deck)
  const cases: Levels[] = []
  while (open.size > 0) {
    const wanted = open.values().next().value as string
    let best: Levels | null = null
    let bestCount = 0
    for (let i = 0; i < CANDIDATES; i++) {
      const candidate = withPair(randomLevels(random, deck), wanted)
      const count = pairsOf(candidate, names).filter((pair) => open.has(pair)).length
      if (count > bestCount) {
        best = candidate
        bestCount = count
      }
    }
    if (best === null) throw new Error(`no case covers ${wanted}`)
    cases.push(best)
    for (const pair of pairsOf(best, names)) open.delete(pair)
  }
  return cases
}

export function randomLevels(random: Random, deck: Deck): Levels {
  return Object.fromEntries(namesOf(deck).map((name) => [name, random.pick<unknown>(deck[name] ?? [])])) as Levels
}

function pairsOf(levels: Levels, names: Names): string[] {
  const pairs: string[] = []
  for (let i = 0; i < names.length; i++) {
    for (let j = i + 1; j < names.length; j++) {
      pairs.push(
        pairKey(
          names[i] as FactorName,
          levels[names[i] as FactorName],
          names[j] as FactorName,
          levels[names[j] as FactorName],
        ),
      )
    }
  }
  return pairs
}

function allPairs(deck: Deck): Set<string> {
  const names = namesOf(deck)
  const pairs = new Set<string>()
  for (let i = 0; i < names.length; i++) {
    for (let j = i + 1; j < names.length; j++) {
      const [a, b] = [names[i] as FactorName, names[j] as FactorName]
      for (const levelA of deck[a] ?? []) for (const levelB of deck[b] ?? []) pairs.add(pairKey(a, levelA, b, levelB))
    }
  }
  return pairs
}

const pairKey = (a: FactorName, levelA: unknown, b: FactorName, levelB: unknown) =>
  JSON.stringify([a, levelA ?? null, b, levelB ?? null])

function withPair(levels: Levels, pair: string): Levels {
  const [a, levelA, b, levelB] = JSON.parse(pair) as [FactorName, unknown, FactorName, unknown]
  return { ...levels, [a]: levelA ?? undefined, [b]: levelB ?? undefined } as Levels
}
