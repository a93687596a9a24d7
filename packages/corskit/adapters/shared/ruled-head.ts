/**
 * Applies the policy to the headers that an app gives to `writeHead`, and keeps their form: Node treats each form
 * differently, and refuses some.
 */

import { mergeVary } from '../../policy/answers/vary.ts'
import type { HeaderList } from '../../protocol/header-list.ts'
import { isCorsResponseHeader } from './cors-response-headers.ts'

interface Ruling {
  /** The headers that are put first; `null` when all are set on the response. */
  readonly headers: HeaderList | null
  readonly vary: string
  /** Another `Vary`, whose names are kept. */
  readonly beside?: unknown
}

type Pair = readonly [name: unknown, value: unknown]

/** @returns a copy: the app may use its object again */
export function ruledHead(given: object, ruling: Ruling): object {
  if (!Array.isArray(given)) return ruledRecord(given as Readonly<Record<string, unknown>>, ruling)
  // Pairs, or one flat list of names and values.
  if (Array.isArray(given[0])) return ruledPairs(given, ruling)
  const pairs: Pair[] = []
  for (let i = 0; i + 1 < given.length; i += 2) pairs.push([given[i], given[i + 1]])
  // A name without a value, which Node refuses.
  const left = given.length % 2 === 0 ? [] : [given.at(-1)]
  return [...ruledPairs(pairs, ruling).flat(), ...left]
}

/** Does the same as `ruledPairs`, without a list for each header: nearly all apps give an object. */
function ruledRecord(given: Readonly<Record<string, unknown>>, { headers, vary, beside }: Ruling): object {
  // A name may be `__proto__`.
  const head: Record<string, unknown> = Object.create(null)
  if (headers !== null) for (const header of headers) head[header[0]] = header[1]
  let last = ''
  for (const name of Object.keys(given)) {
    const value = given[name]
    const first = name.charCodeAt(0) | 0x20
    if (first === 0x61 || first === 0x76) {
      // `a…` or `v…`
      const lower = name.toLowerCase()
      if (lower === 'vary') last = name
      else if (value !== undefined && isCorsResponseHeader(lower)) continue
    }
    head[name] = value
  }
  if (last !== '') {
    if (head[last] !== undefined) head[last] = ruledVary(head[last], vary, beside)
  } else if (headers !== null && vary !== '') head['vary'] = vary
  return head
}

function ruledVary(value: unknown, vary: string, beside: unknown): string {
  return mergeVary(mergeVary(beside, mergeVary(value, '')), vary)
}

/**
 * Replaces the headers of CORS. Of several lines of `Vary`, it adds to the last: when Node sends only one line, it
 * sends that one.
 */
function ruledPairs(given: readonly Pair[], { headers, vary, beside }: Ruling): Pair[] {
  // A header whose value is `undefined` stays: Node refuses it, so that the app sees its mistake.
  const pairs = given.filter((pair) => pair?.[1] === undefined || !isCorsResponseHeader(nameOf(pair)))
  const last = pairs.findLastIndex((pair) => nameOf(pair) === 'vary')
  const [name, value] = pairs[last] ?? []
  if (value !== undefined) pairs[last] = [name, ruledVary(value, vary, beside)]
  if (headers === null) return pairs
  return last >= 0 || vary === '' ? [...headers, ...pairs] : [...headers, ['vary', vary], ...pairs]
}

/** In lower case; nothing where it is not a name, which Node refuses. */
function nameOf(pair: Pair | null | undefined): string {
  const name = pair?.[0]
  return typeof name === 'string' ? name.toLowerCase() : ''
}
