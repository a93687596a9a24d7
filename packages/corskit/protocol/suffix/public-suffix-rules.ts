/// <reference path="./tldts-trie.d.ts" />
/**
 * The rules of the Public Suffix List, as they stand there: `com`, `*.ck`, `!www.ck`. The build runs this and puts the text in its place, so that
 * published code has no other package to install; see docs/decisions/no-dependencies.md.
 */
import {
  edgeChild,
  edgeLength,
  edgeStart,
  exceptionsRoot,
  labelText,
  nodeFlags,
  rulesRoot,
} from 'tldts/dist/cjs/src/data/trie.js'

/** Separated by spaces, in punycode only: no other host is ever asked about. */
export function publicSuffixRules(): string {
  const offsets = [0]
  for (let edge = 0; edge < edgeLength.length; edge++) offsets.push((offsets[edge] ?? 0) + (edgeLength[edge] ?? 0))

  function below(node: number, suffix: string): string[] {
    const rules = (nodeFlags[node] ?? 0) > 0 ? [suffix] : []
    for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge++) {
      const label = labelText.slice(offsets[edge], offsets[edge + 1])
      rules.push(...below(edgeChild[edge] ?? 0, suffix === '' ? label : `${label}.${suffix}`))
    }
    return rules
  }

  const rules = [...below(rulesRoot, ''), ...below(exceptionsRoot, '').map((rule) => `!${rule}`)]
  return rules.filter((rule) => /^[!-~]*$/.test(rule)).join(' ')
}
