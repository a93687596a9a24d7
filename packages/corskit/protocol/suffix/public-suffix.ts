/** https://github.com/publicsuffix/list/wiki/Format#algorithm */
import { withoutFinalDot } from './final-dot.ts'
import { publicSuffixRules } from './public-suffix-rules.ts'

/** Made when it is first needed: most servers have no wildcards and never need it. */
let known: ReadonlySet<string> | null = null

/**
 * The public suffix of a domain name without a final dot. Of the rules that match, an exception wins, else the longest
 * one. When no rule matches, it is the last label.
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

/** Names with one owner, each with the public suffixes under it. */
let knownBelow: ReadonlyMap<string, readonly string[]> | null = null

/**
 * The public suffixes under a name that is not a public suffix itself, like `s3.amazonaws.com` under `amazonaws.com`:
 * its owner lets anybody have names under them. Where every label makes a suffix (`*.compute.amazonaws.com`), one
 * example stands for all.
 */
export function suffixesBelow(name: string): readonly string[] {
  knownBelow ??= readBelow()
  return knownBelow.get(withoutFinalDot(name)) ?? []
}

/** Whether every label makes a public suffix of the name (`*.compute.amazonaws.com`), with few exceptions. */
export function everyLabelIsSuffix(name: string): boolean {
  known ??= readRules(publicSuffixRules())
  return known.has(`*.${withoutFinalDot(name)}`)
}

/** Whether a label is a top-level domain that the list knows: `com`, and not `localhost`. */
export function isTopLevelDomain(label: string): boolean {
  known ??= readRules(publicSuffixRules())
  return known.has(label) || known.has(`*.${label}`)
}

function readBelow(): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>()
  known ??= readRules(publicSuffixRules())
  for (const rule of known) {
    if (rule.startsWith('!')) continue
    const suffix = rule.replace('*', 'a')
    for (let dot = suffix.indexOf('.'); dot >= 0; dot = suffix.indexOf('.', dot + 1)) {
      const parent = suffix.slice(dot + 1)
      if (publicSuffix(parent) === parent) break
      const list = below.get(parent)
      if (list === undefined) below.set(parent, [suffix])
      else list.push(suffix)
    }
  }
  return below
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
