/** The middlewares that `cors` and `guard` have made: they need no more of an event than its request. */
const OURS = new WeakSet<object>()

export function markOurs<Marked extends object>(middleware: Marked): Marked {
  OURS.add(middleware)
  return middleware
}

export const isOurs = (middleware: unknown): boolean => typeof middleware === 'function' && OURS.has(middleware)
