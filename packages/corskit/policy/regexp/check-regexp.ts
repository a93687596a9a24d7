/** A RegExp of `origin`: does it say what it seems to say, and can a client make it run for ever? */
import { type AST, RegExpParser } from '@eslint-community/regexpp'
import type { Issue, IssueCode } from '../checks/issue.ts'
import type { PolicyOptions } from '../options.ts'
import { backtracksBadly } from './regexp-ambiguity.ts'
import { type Automaton, buildAutomaton, intersects } from './regexp-automaton.ts'

export function checkRegExp(regExp: RegExp, path: string, options: PolicyOptions): Issue[] {
  const issues: Issue[] = []
  const refuse = (code: IssueCode, message: string, fix: string) =>
    issues.push({ code, path, message, fix, value: regExp })
  const { source } = regExp
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, {
    unicode: regExp.unicode,
    unicodeSets: regExp.flags.includes('v'),
  })
  const flags = [...regExp.flags].filter((flag) => 'gmy'.includes(flag))
  if (flags.length > 0) {
    const fix = `/${source}/${regExp.flags.replace(/[gmy]/g, '')}`
    refuse('regexp-flag', FLAGS[flags[0] as keyof typeof FLAGS], fix)
  }
  if (!isAnchored(pattern.alternatives, 'start') || !isAnchored(pattern.alternatives, 'end')) {
    refuse(
      'regexp-not-anchored',
      'every branch must begin with ^ and end with $, or it matches inside other origins',
      anchored(source, regExp.flags),
    )
  }
  const dots = findDots(pattern)
  if (dots.length > 0) {
    refuse(
      'regexp-unescaped-dot',
      'an unescaped dot stands for any character, so more hosts match than it seems',
      withoutDots(regExp, dots),
    )
  }
  const automaton = buildAutomaton(pattern, regExp.ignoreCase)
  if (automaton === null) {
    refuse('regexp-too-complex', 'references, look-around and very long patterns cannot be checked', PATTERN_INSTEAD)
  } else if (backtracksBadly(automaton)) {
    const message = 'this can match one origin in many ways, and a client can make the engine try them all'
    refuse('regexp-backtracks', message, PATTERN_INSTEAD)
  } else if (
    options.credentials === true &&
    options.dangerouslyAllowInsecureOrigins !== true &&
    allowsInsecure(automaton)
  ) {
    const fix = `/${source.replace('https?', 'https')}/${regExp.flags}`
    refuse(
      'origin-insecure-with-credentials',
      'it matches http: origins, whose pages anyone on the network path can change',
      fix,
    )
  }
  return issues
}

const PATTERN_INSTEAD = "'https://*.example.com'"

const FLAGS = {
  g: 'g makes a RegExp remember where it stopped, so every other request is judged differently',
  y: 'y makes a RegExp remember where it stopped, so every other request is judged differently',
  m: 'm makes ^ and $ match at line ends, so they anchor nothing',
} as const

/** Whether every branch begins (ends) with the assertion. */
function isAnchored(alternatives: readonly AST.Alternative[], kind: 'start' | 'end'): boolean {
  return alternatives.every((alternative) => {
    const edge = kind === 'start' ? alternative.elements[0] : alternative.elements.at(-1)
    if (edge === undefined) return false
    if (edge.type === 'Assertion') return edge.kind === kind
    return (edge.type === 'Group' || edge.type === 'CapturingGroup') && isAnchored(edge.alternatives, kind)
  })
}

function anchored(source: string, flags: string): string {
  const bare = withScheme(source.replace(/^\^|(?<!\\)\$$/g, ''))
  return `/^${bare.includes('|') ? `(?:${bare})` : bare}$/${flags}`
}

/** What only names a host would match nothing once it is anchored: an origin begins with its scheme. */
function withScheme(bare: string): string {
  if (/^https?|:/.test(bare) || bare.includes('|')) return bare
  return bare.startsWith('\\.') ? `https:\\/\\/[a-z0-9-]+${bare}` : `https:\\/\\/${bare}`
}

type Dot = AST.CharacterSet & { readonly kind: 'any' }

function findDots(node: AST.Pattern | AST.Alternative | AST.Element): Dot[] {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.flatMap(findDots)
    case 'Alternative':
      return node.elements.flatMap(findDots)
    case 'Quantifier':
      return findDots(node.element)
    case 'CharacterSet':
      return node.kind === 'any' ? [node as Dot] : []
    default:
      return []
  }
}

/** A dot alone was meant as a dot; a repeated one as a label. */
function withoutDots({ source, flags }: RegExp, dots: readonly Dot[]): string {
  let repaired = source
  for (const dot of [...dots].sort((a, b) => b.start - a.start)) {
    const label = dot.parent.type === 'Quantifier'
    repaired = repaired.slice(0, dot.start) + (label ? '[a-z0-9-]' : '\\.') + repaired.slice(dot.end)
  }
  return `/${repaired}/${flags}`
}

/** Whether something that begins with `http://` and does not go on like a loopback host (`l`, `1` or `[`) matches. */
function allowsInsecure({ states, follow, first }: Automaton): boolean {
  let current: ReadonlySet<number> = first
  for (const character of 'http://') {
    const code = character.charCodeAt(0)
    const next = new Set<number>()
    for (const state of current) {
      if (!intersects(states[state] ?? [], [[code, code]])) continue
      for (const after of follow[state] ?? []) next.add(after)
    }
    current = next
  }
  return [...current].some((state) => intersects(states[state] ?? [], NOT_LOOPBACK))
}

/** Everything that a host can begin with, but for `1`, `l` and `[`. */
const NOT_LOOPBACK = [
  [0x30, 0x30],
  [0x32, 0x39],
  [0x61, 0x6b],
  [0x6d, 0x7a],
] as const
