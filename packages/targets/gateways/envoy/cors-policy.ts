/** The origins in Envoy's words, which Istio uses too. */
import type { Facts } from '../../words/facts.ts'

export function originMatchers({ any, exact, sets }: Facts): { exact?: string; regex?: string }[] {
  // Envoy sends back the origin that matches, and never writes `*`.
  if (any) return [{ regex: '.*' }]
  return [...exact.map((text) => ({ exact: text })), ...sets.map(({ regex }) => ({ regex }))]
}
