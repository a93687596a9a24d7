/** What an app gives to `writeHead`, under the policy and in the form that it has: Node takes no two of them alike, and refuses some. */

import { mergeVary } from '../../policy/answers/vary.ts'
import type { HeaderList } from '../../protocol/header-list.ts'
import { isCorsResponseHeader } from './cors-response-headers.ts'

interface Ruling {
  /** What is put in front; `null` where all of it is set on the response. */
  readonly headers: HeaderList | null
  readonly vary: string
  /** A `Vary` that is not replaced by what is given. */
  readonly beside?: unknown
}

type Pair = readonly [name: unknown, value: unknown]

/** @returns a copy: the app may use its object again */
export function ruledHead(given: object, ruling: Ruling): object {
  if (!Array.isArray(given)) return Object.fromEntries(ruledPairs(Object.entries(given), ruling) as [string, unknown][])
  // Pairs, or one flat list of names and values.
  if (Array.isArray(given[0])) return ruledPairs(given, ruling)
  const pairs: Pair[] = []
  for (let i = 0; i + 1 < given.length; i += 2) pairs.push([given[i], given[i + 1]])
  // A name without a value, which Node refuses.
  const left = given.length % 2 === 0 ? [] : [given.at(-1)]
  return [...ruledPairs(pairs, ruling).flat(), ...left]
}

/** The headers of CORS are replaced. Of several lines of `Vary`, the last is added to: it is the one that goes out where only one does. */
function ruledPairs(given: readonly Pair[], { headers, vary, beside }: Ruling): Pair[] {
  // Node refuses `undefined`, and the app sees its mistake.
  const pairs = given.filter((pair) => pair?.[1] === undefined || !isCorsResponseHeader(nameOf(pair)))
  const last = pairs.findLastIndex((pair) => nameOf(pair) === 'vary')
  const [name, value] = pairs[last] ?? []
  if (value !== undefined) pairs[last] = [name, mergeVary(mergeVary(beside, mergeVary(value, '')), vary)]
  if (headers === null) return pairs
  return last >= 0 || vary === '' ? [...headers, ...pairs] : [...headers, ['vary', vary], ...pairs]
}

/** In lower case; nothing where it is not a name, which Node refuses. */
function nameOf(pair: Pair | null | undefined): string {
  const name = pair?.[0]
  return typeof name === 'string' ? name.toLowerCase() : ''
}
