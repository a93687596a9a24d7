/** The decision about an origin as JavaScript, for targets whose own lists cannot express a policy. */
import type { Facts } from '../words/facts.ts'
import { javascriptList, javascriptRegExp, javascriptString } from './javascript.ts'

/** `allowOrigin(origin)`: what stands in Access-Control-Allow-Origin, or null. */
export function decideLines({ any, exact, sets }: Facts): string[] {
  if (any) return ["const allowOrigin = () => '*'"]
  const tests = [
    ...(exact.length === 0 ? [] : ['exact.has(origin)']),
    ...(sets.length === 0 ? [] : ['patterns.some((pattern) => pattern.test(origin))']),
  ]
  return [
    ...(exact.length === 0 ? [] : [`const exact = new Set(${javascriptList(exact.map(javascriptString))})`]),
    ...(sets.length === 0
      ? []
      : [`const patterns = ${javascriptList(sets.map(({ regex }) => javascriptRegExp(regex)))}`]),
    `const allowOrigin = (origin) => (${tests.join(' || ')} ? origin : null)`,
  ]
}
