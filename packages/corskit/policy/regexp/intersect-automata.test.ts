/** The graph of the words that two RegExps match has no dead ends, and no way twice. */
import { expect, test } from 'vitest'
import { type CommonNode, intersectAutomata } from './intersect-automata.ts'
import { originGrammars } from './origin-grammars.ts'
import { parseRegExp } from './parse-regexp.ts'
import { type Automaton, buildAutomaton } from './regexp-automaton.ts'

const automatonOf = (regExp: RegExp) => buildAutomaton(parseRegExp(regExp) as never, '', true) as Automaton

/** Each has ways that some grammar of origins does not go to their ends. */
const REGEXPS = [
  /^https:\/\/a\.example(?:\.com|:99999)$/,
  /^https?:\/\/(?:ok\.com|[a-z]+\.com:443)(?::\d+)?$/,
  /^http:\/\/(?:10\.\d+\.\d+\.\d+|192\.168\.[0-9.]+)$/,
  /^https:\/\/[^/]+\.example\.com(?:\/|:[0-9a-f]{1,8})?$/,
  /^[a-z+]*:\/\/\[?[0-9a-f:.]*\]?$/,
]

const grammars = (['any', 'web', 'name', 'address', 'insecure'] as const).flatMap(originGrammars)

test.each(REGEXPS)('%s', (regExp) => {
  let all = 0
  for (const grammar of grammars) {
    const nodes = new Set(intersectAutomata(automatonOf(regExp), grammar))
    const reaching = new Set<CommonNode>([...nodes].filter(({ end }) => end))
    for (const node of reaching) for (const before of node.previous) reaching.add(before)
    for (const node of nodes) {
      expect(node.next.every((after) => nodes.has(after) && after.previous.includes(node))).toBe(true)
      expect(new Set(node.next).size).toBe(node.next.length)
      expect(node.start || node.previous.length > 0).toBe(true)
      expect(reaching.has(node)).toBe(true)
    }
    all += nodes.size
  }
  expect(all).toBeGreaterThan(0)
})
