/** Pairwise coverage: every pair of levels of every two factors in at least one case, greedily. */
import { FACTORS, type FactorName, type Levels } from './factors.ts'
import { Random } from './random.ts'

const names = Object.keys(FACTORS) as FactorName[]

/** How many tries a case may take to cover more. */
const CANDIDATES = 24

/** Cases until no pair is left uncovered. */
export function pairwiseLevels(seed: number): Levels[] {
  const random = new Random(seed)
  const open = allPairs()
  const cases: Levels[] = []
  while (open.size > 0) {
    const wanted = open.values().next().value as string
    let best: Levels | null = null
    let bestCount = 0
    for (let i = 0; i < CANDIDATES; i++) {
      const candidate = withPair(randomLevels(random), wanted)
      const count = pairsOf(candidate).filter((pair) => open.has(pair)).length
      if (count > bestCount) {
        best = candidate
        bestCount = count
      }
    }
    if (best === null) throw new Error(`no case covers ${wanted}`)
    cases.push(best)
    for (const pair of pairsOf(best)) open.delete(pair)
  }
  return cases
}

export function randomLevels(random: Random): Levels {
  return Object.fromEntries(names.map((name) => [name, random.pick<unknown>(FACTORS[name])])) as Levels
}

function pairsOf(levels: Levels): string[] {
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

function allPairs(): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i < names.length; i++) {
    for (let j = i + 1; j < names.length; j++) {
      const [a, b] = [names[i] as FactorName, names[j] as FactorName]
      for (const levelA of FACTORS[a]) for (const levelB of FACTORS[b]) pairs.add(pairKey(a, levelA, b, levelB))
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
