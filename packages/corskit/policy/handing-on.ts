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

/** A call that asks a policy, and the call that has led to it. */
interface Call {
  /** Which policy it asks. */
  readonly of: object
  /** The nearest one that waits for its answer: a call that has ended may lead to others as often as it likes. */
  readonly around: Call | undefined
  isWaiting: boolean
}

/** Node, Bun, Deno and Workers have it: a value for all that a call leads to, also after promises and timers. */
interface AsyncStorage {
  getStore(): Call | undefined
  run<Given>(value: Call, ask: () => Given): Given
}

interface WithBuiltins {
  readonly process?: {
    readonly getBuiltinModule?: (name: string) => { readonly AsyncLocalStorage?: new () => AsyncStorage } | undefined
  }
}

/**
 * One for all policies: in Node 20 and 22, each that was used makes every promise of the process dearer, also when its
 * policy is gone.
 */
let calls: AsyncStorage | undefined

/** `undefined` where the runtime has none. */
function storageOfCalls(): AsyncStorage | undefined {
  const Storage = (globalThis as WithBuiltins).process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage
  if (Storage === undefined) return undefined
  calls ??= new Storage()
  return calls
}

export function limitOfHandingOn(): MayHandOn {
  const storage = storageOfCalls()
  const counted = limitByCounts(storage === undefined ? MOST_OF_ONE_OBJECT : Number.POSITIVE_INFINITY)
  if (storage === undefined) return counted
  const policy = {}
  return (of, ask) => {
    const around = waiting(storage.getStore())
    if (isDeep(around, policy)) return undefined
    const call: Call = { of: policy, around, isWaiting: true }
    const end = () => {
      call.isWaiting = false
    }
    let given: unknown
    try {
      // What leads to other calls outside of what the runtime follows, as a worker of the app's own, is only counted.
      given = storage.run(call, () => counted(of, ask))
    } finally {
      if (isPromiseLike(given)) given.then(end, end)
      else end()
    }
    return given as ReturnType<typeof ask>
  }
}

function waiting(call: Call | undefined): Call | undefined {
  let found = call
  while (found !== undefined && !found.isWaiting) found = found.around
  return found
}

function isDeep(around: Call | undefined, policy: object): boolean {
  let depth = 0
  for (let call = around; call !== undefined; call = waiting(call.around)) {
    if (call.of === policy && ++depth > DEEPEST) return true
  }
  return false
}

/**
 * Calls that wait at the same time are counted.
 *
 * @param mostOfOne with the same facts or request
 */
function limitByCounts(mostOfOne: number): MayHandOn {
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
    const isRound = depth > DEEPEST || of.some((one) => timesOf(one) > mostOfOne)
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
