/// <reference path="./tldts-trie.d.ts" />
/**
 * The rules of the Public Suffix List as one text. The build runs this file and writes the text in its place, so the
 * published package needs no other package; see docs/decisions/no-dependencies.md.
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

/**
 * A tree that is read from the right: `uk(co,gov),ck~(*)` means uk, co.uk, gov.uk and *.ck; `~` says that ck itself is
 * not a rule. The exceptions follow after `|`. Names are in punycode, as hosts are.
 */
export function publicSuffixRules(): string {
  const offsets = [0]
  for (let edge = 0; edge < edgeLength.length; edge++)
    offsets.push((offsets[edge] as number) + (edgeLength[edge] as number))

  function below(node: number): string {
    const labels: string[] = []
    for (let edge = edgeStart[node] as number; edge < (edgeStart[node + 1] as number); edge++) {
      const label = labelText.slice(offsets[edge], offsets[edge + 1])
      if (!/^[!-~]*$/.test(label)) continue
      const child = edgeChild[edge] as number
      const inner = below(child)
      labels.push(`${label}${(nodeFlags[child] as number) > 0 ? '' : '~'}${inner === '' ? '' : `(${inner})`}`)
    }
    return labels.join()
  }

  return `${below(rulesRoot)}|${below(exceptionsRoot)}`
}
