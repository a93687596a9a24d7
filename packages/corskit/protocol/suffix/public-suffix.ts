/** https://github.com/publicsuffix/list/wiki/Format#algorithm */
import { publicSuffixRules } from './public-suffix-rules.ts'

/** Made when it is first needed: most servers have no wildcards, and never need it. */
let known: ReadonlySet<string> | null = null

/**
 * The public suffix of a domain name without a final dot: of the rules that match, an exception prevails, or else the longest; without any, it is the
 * last label.
 */
export function publicSuffix(name: string): string {
  known ??= readRules(publicSuffixRules())
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

/** The rules as the list itself writes them: `com`, `*.ck`, `!www.ck`. */
export function readRules(text: string): ReadonlySet<string> {
  const rules = new Set<string>()
  const [, exceptions] = text.split('|')
  for (const part of text.split('|')) {
    const above: string[] = []
    let last = ''
    for (const [token] of part.matchAll(/[^,()]+|[()]/g)) {
      if (token === '(') above.push(last)
      else if (token === ')') above.pop()
      else {
        const label = token.endsWith('~') ? token.slice(0, -1) : token
        last = above.length === 0 ? label : `${label}.${above.at(-1)}`
        if (token === label) rules.add(part === exceptions ? `!${last}` : last)
      }
    }
  }
  return rules
}
