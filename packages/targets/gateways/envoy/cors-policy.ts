/** Envoy's words for origins, which Istio has too. */
import type { Facts } from '../../words/facts.ts'

export function originMatchers({ any, exact, sets }: Facts): { exact?: string; regex?: string }[] {
  // Envoy reflects whatever matches, and never writes a `*`.
  if (any) return [{ regex: '.*' }]
  return [...exact.map((text) => ({ exact: text })), ...sets.map(({ regex }) => ({ regex }))]
}
