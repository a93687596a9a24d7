/**
 * Tools that watch an app (OpenTelemetry, New Relic, Elastic) and helpers for promises put a function of their own
 * around each middleware. What they keep is its name, or Express keeps it: so each middleware of ours has a name of its
 * own, and is found by it.
 */
import { bare } from '../../policy/bare-descriptor.ts'

/** The numbers are shared with other copies of this library, so that no two middlewares have one name. */
const COUNTER = Symbol.for('corskit.middlewares')

/** An app may make a middleware for each request. */
const named = new Map<string, WeakRef<object>>()
/** Made when first used: Workers with a compatibility date before 2025-05-05 have none, and no Node's middleware. */
let forget: FinalizationRegistry<string> | undefined

export function nameIt(middleware: object): void {
  const shared = globalThis as { [COUNTER]?: number }
  const number = (shared[COUNTER] ?? 0) + 1
  shared[COUNTER] = number
  const name = `corskit.cors#${number}`
  Object.defineProperty(middleware, 'name', bare({ value: name, configurable: true }))
  named.set(name, new WeakRef(middleware))
  forget ??= new FinalizationRegistry((forgotten) => named.delete(forgotten))
  forget.register(middleware, name)
}

/** The middleware of this name, or of the name that `bind` makes of it. */
export function middlewareNamed(name: unknown): object | undefined {
  return typeof name === 'string' ? named.get(name.replace(/^(?:bound )+/, ''))?.deref() : undefined
}
