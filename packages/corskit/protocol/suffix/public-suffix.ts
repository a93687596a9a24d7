/** https://github.com/publicsuffix/list/wiki/Format#algorithm */
import { publicSuffixRules } from './public-suffix-rules.ts'

/** Made when it is first needed: most servers have no wildcards, and never need it. */
let known: ReadonlySet<string> | null = null

/**
 * The public suffix of a domain name without a final dot: of the rules that match, an exception prevails, or else the longest; without any, it is the
 * last label.
 */
export function publicSuffix(name: string): string {
  known ??= new Set(publicSuffixRules().split(' '))
  let suffix = name
  while (true) {
    const dot = suffix.indexOf('.')
    const parent = dot < 0 ? null : suffix.slice(dot + 1)
    if (parent === null) return suffix
    if (known.has(`!${suffix}`)) return parent
    if (known.has(suffix) || known.has(`*.${parent}`)) return suffix
    suffix = parent
  }
}
