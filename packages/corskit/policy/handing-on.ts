/**
 * A wrapper may ask the policy again that it is itself, at once or later, or for some requests only. Such a request
 * would never be answered, so there is a limit to how often one is handed on.
 */
import { isPromiseLike } from './settled-within.ts'

/**
 * Asks a policy, for a request with these facts.
 *
 * @returns `undefined` where the limit is reached
 */
type MayHandOn = <Given>(of: readonly [facts: object | null, request: unknown], ask: () => Given) => Given | undefined

/** No policy asks itself so many times for one answer. */
const DEEPEST = 100

/** Node, Bun, Deno and Workers have it: a value for all that a call leads to, also after promises and timers. */
interface AsyncStorage {
  getStore(): number | undefined
  run<Given>(value: number, ask: () => Given): Given
}

interface WithBuiltins {
  readonly process?: {
    readonly getBuiltinModule?: (name: string) => { readonly AsyncLocalStorage?: new () => AsyncStorage } | undefined
  }
}

export function limitOfHandingOn(): MayHandOn {
  const Storage = (globalThis as WithBuiltins).process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage
  if (Storage === undefined) return limitByCounts()
  const depths = new Storage()
  return (_, ask) => {
    const depth = depths.getStore() ?? 0
    return depth > DEEPEST ? undefined : depths.run(depth + 1, ask)
  }
}

/** Where a runtime cannot tell what a call has led to, calls that wait at the same time are counted. */
function limitByCounts(): MayHandOn {
  /** How many calls are inside one another. */
  let depth = 0
  /** How many promises of this minute have not settled: one that never settles counts no longer. */
  let pending = { minute: 0, count: 0 }
  /** The same for the facts and for each request, at any time: a wrapper may hand on a copy of one of them. */
  const pendingOf = new WeakMap<object, number>()
  const timesOf = (one: unknown) => (isObject(one) ? (pendingOf.get(one) ?? 0) : 0)
  return (of, ask) => {
    const minute = Math.floor(Date.now() / 60_000)
    if (pending.minute !== minute) pending = { minute, count: 0 }
    const isRound = depth > DEEPEST || of.some((one) => timesOf(one) > MOST_OF_ONE_OBJECT)
    if (isRound || pending.count > MOST_IN_A_MINUTE) return undefined
    const ofThisMinute = pending
    const count = (by: 1 | -1) => {
      ofThisMinute.count += by
      for (const one of of) if (isObject(one)) pendingOf.set(one, timesOf(one) + by)
    }
    depth++
    try {
      const given = ask()
      if (isPromiseLike(given)) {
        count(1)
        const done = () => count(-1)
        given.then(done, done)
      }
      return given
    } finally {
      depth--
    }
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** An app may give the same object with all its requests, and wait for many of them. */
const MOST_OF_ONE_OBJECT = 10_000
/**
 * No server waits for the answers to so many requests that came within one minute. A loop of promises alone, in which
 * no timer runs, has as many within seconds.
 */
const MOST_IN_A_MINUTE = 100_000
