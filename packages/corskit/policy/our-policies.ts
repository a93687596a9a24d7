/** The policies that `definePolicy` has made: they never throw and never reject. */
const OURS = new WeakSet<object>()

export function markOurs<Marked extends object>(policy: Marked): Marked {
  OURS.add(policy)
  return policy
}

export const isOurs = (policy: object): boolean => OURS.has(policy)
