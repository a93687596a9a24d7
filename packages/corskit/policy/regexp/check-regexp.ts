/**
 * Checks a RegExp of `origin`: whether it admits only what it seems to admit, and whether a client can make it run for
 * ever.
 */

import type { AST } from '@eslint-community/regexpp'
import { escaped, type Issue, type IssueCode } from '../checks/issue.ts'
import type { PolicyOptions } from '../options.ts'
import { idInWords } from '../origins/extension-ids.ts'
import type { OriginMatcher } from '../origins/origin-matcher.ts'
import {
  findAdmitted,
  findInsecure,
  findStranger,
  mayAdmitWeb,
  TooManyNodes,
  type Witness,
} from './admitted-origins.ts'
import { isAliveThroughout, spelledOutSchemes } from './admitted-schemes.ts'
import { defaultPortIssue } from './default-port.ts'
import { withinMoves } from './intersect-automata.ts'
import { createMatcher } from './linear-matcher.ts'
import {
  hostAmongSchemes,
  isMistyped,
  issueOfBranches,
  issueOfSchemes,
  type SchemeIssue,
  schemeIssue,
} from './meant-scheme.ts'
import { parseRegExp } from './parse-regexp.ts'
import { backtracksBadly } from './regexp-ambiguity.ts'
import { type Automaton, buildAutomaton } from './regexp-automaton.ts'
import type { ClassFlags } from './regexp-characters.ts'
import { spelledOutPorts } from './spelled-out-ports.ts'

/** A RegExp of `origin` after the checks: a matcher when there are no issues. */
export interface CheckedRegExp {
  readonly issues: readonly Issue[]
  readonly matcher: OriginMatcher | null
  /** The ports that it names. */
  readonly ports: readonly string[]
}

/** For a RegExp and for those that are tried as its repair: a tenth of a second. Then the fix is a sentence. */
const MOST_MOVES = 600_000

/** @param value the RegExp as the issues write it */
export function checkRegExp(
  regExp: RegExp,
  path: string,
  options: PolicyOptions,
  value: unknown = regExp,
): CheckedRegExp {
  const checked = withinMoves(MOST_MOVES, () => judged(regExp, path, options, value))
  // A repaired RegExp has none of the mistakes, so it is the fix of each.
  const repaired = checked.issues.find(({ fix }) => fix.startsWith('/'))?.fix
  if (repaired === undefined) return checked
  return { ...checked, issues: checked.issues.map((issue) => ({ ...issue, fix: repaired })) }
}

function judged(regExp: RegExp, path: string, options: PolicyOptions, value: unknown): CheckedRegExp {
  const issues: Issue[] = []
  const refused = { issues, matcher: null, ports: [] }
  const refuse = (code: IssueCode, message: string, fix: string) => issues.push({ code, path, message, fix, value })
  const { source, flags } = regExp
  const pattern = parseRegExp(regExp)
  if (pattern === null) {
    refuse('regexp-too-complex', NOT_CHECKABLE, PATTERN_INSTEAD)
    return refused
  }
  /** A repaired RegExp, if it is accepted. */
  const offer = (repairedSource: string, repairedFlags: string, otherwise: string) =>
    offered(regExp, repairedSource, repairedFlags, options) ?? otherwise
  const unwanted = [...flags].filter((flag) => 'gmy'.includes(flag))
  const wantedFlags = flags.replace(/[gmy]/g, '')
  if (unwanted.length > 0) {
    const message = FLAGS[unwanted[0] as keyof typeof FLAGS]
    refuse('regexp-flag', message, offer(source, wantedFlags, `remove the flag ${unwanted.join(', ')}`))
  }
  if (!isAnchored(pattern.alternatives, 'start') || !isAnchored(pattern.alternatives, 'end')) {
    refuse(
      'regexp-not-anchored',
      'every branch must begin with ^ and end with $, or it matches inside other origins',
      offer(anchored(source), wantedFlags, 'begin every branch with ^https:\\/\\/ and end it with $'),
    )
  }
  const classFlags = classFlagsOf(flags)
  const automaton = buildAutomaton(pattern, classFlags)
  const exact = automaton === null ? null : buildAutomaton(pattern, classFlags, true)
  if (automaton === null || exact === null || assertionsInside(pattern)) {
    refuse('regexp-too-complex', NOT_CHECKABLE, PATTERN_INSTEAD)
    return refused
  }
  if (backtracksBadly(automaton)) {
    const message = 'this can match one origin in many ways, and a client can make the engine try them all'
    refuse('regexp-backtracks', message, PATTERN_INSTEAD)
  }
  if (issues.some(({ code }) => code !== 'regexp-flag')) return refused
  const matcher = createMatcher(exact)
  try {
    checkAdmitted()
    if (issues.length === 0) return { issues, matcher, ports: spelledOutPorts(exact) }
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error
    refuse('regexp-too-complex', NOT_CHECKABLE, PATTERN_INSTEAD)
  }
  return refused

  /** A repaired RegExp no part of which is dead: a branch that stays as it was would be lost without a word. */
  function wholly(repairedSource: string, repairedFlags: string): string | null {
    const fix = offered(regExp, repairedSource, repairedFlags, options)
    if (fix === null) return null
    const repaired = parseRegExp(new RegExp(repairedSource, repairedFlags))
    const whole = repaired === null ? null : buildAutomaton(repaired, classFlags, true)
    return whole !== null && isAliveThroughout(whole) && !isMistyped(spelledOutSchemes(whole)) ? fix : null
  }

  function checkAdmitted(): void {
    if (exact === null) return
    const admitted = findAdmitted(matcher, exact)
    const isNothing = admitted === null || admitted.origin === null
    const branches = branchesOf(pattern as AST.Pattern)
    const wrong = meantOtherwise(regExp, branches, exact, admitted)
    if (wrong !== null) {
      const fix = wrong.sources.map((text) => wholly(text, wantedFlags)).find((text) => text !== null)
      refuse(isNothing ? 'regexp-matches-nothing' : wrong.code, wrong.message, fix ?? PATTERN_INSTEAD)
      return
    }
    if (isNothing) {
      const message = admitted === null ? MATCHES_NOTHING : NOTHING_FOUND
      const id = idInWords(/[a-z]+(?:-[a-z]+)*(?=:)/.exec(source)?.[0] ?? '')
      // Letters of an escape stay: `\W` is another class than `\w`.
      const inLowerCase = source.replace(/(?<!\\)[A-Z]/g, (letter) => letter.toLowerCase())
      const said = id === null ? message : `${message}: the id of an extension is ${id}`
      refuse('regexp-matches-nothing', said, offer(inLowerCase, wantedFlags, PATTERN_INSTEAD))
      return
    }
    const stranger =
      options.dangerouslyAllowPublicSuffixes === true ? null : findStranger(matcher, exact, source.length)
    const dots = stranger === null ? [] : findDots(pattern as AST.Pattern)
    if (stranger !== null && dots.length > 0) {
      const message = `an unescaped dot stands for any character: ${alsoAllows(stranger)}`
      refuse('regexp-unescaped-dot', message, offer(withoutDots(source, dots), wantedFlags, SPELL_OUT))
    } else if (stranger !== null) {
      const message = `${alsoAllows(stranger)}: the registrable domain of everything that a RegExp matches must be spelled out in it, unless dangerouslyAllowPublicSuffixes is true`
      refuse('regexp-allows-strangers', message, SPELL_OUT)
    }
    if (options.credentials !== true || options.dangerouslyAllowInsecureOrigins === true) return
    const insecure = findInsecure(matcher, exact)
    if (insecure === null) return
    refuse(
      'origin-insecure-with-credentials',
      `${insecure.origin === null ? 'it allows http: origins' : `it allows ${insecure.origin}`}: whoever is on the network path can change http: pages, unless dangerouslyAllowInsecureOrigins is true`,
      offer(source.replace('https?', 'https'), wantedFlags, ONLY_HTTPS),
    )
  }
}

/** Of `^a$|^b$`, and of `^(?:a|b)$`. */
function branchesOf({ alternatives }: AST.Pattern): readonly string[] {
  const [start, group, end] = alternatives[0]?.elements ?? []
  const isOneGroup = alternatives.length === 1 && start?.type === 'Assertion' && end?.type === 'Assertion'
  return isOneGroup && (group?.type === 'Group' || group?.type === 'CapturingGroup')
    ? group.alternatives.map(({ raw }) => `^${raw}$`)
    : alternatives.map(({ raw }) => raw)
}

/** Whether a branch with these flags admits no origin of http or https. */
function admitsNoWeb(branch: string, flags: string): boolean {
  const pattern = parseRegExp(new RegExp(branch, flags))
  const automaton = pattern === null ? null : buildAutomaton(pattern, classFlagsOf(flags), true)
  return automaton !== null && !mayAdmitWeb(automaton)
}

const classFlagsOf = (flags: string) => flags.replace(/[^iuv]/g, '') as ClassFlags

/** What was meant in place of a RegExp that matches nothing, or only schemes that nobody has. */
function meantOtherwise(
  { flags, source }: RegExp,
  branches: readonly string[],
  automaton: Automaton,
  admitted: Witness | null,
): SchemeIssue | null {
  const schemes = spelledOutSchemes(automaton)
  const mistyped = issueOfSchemes(source, schemes)
  if (/^https?:/.test(admitted?.origin ?? '') || mayAdmitWeb(automaton)) {
    const dead = branches.length > 1 ? issueOfBranches(branches, (branch) => admitsNoWeb(branch, flags)) : null
    return dead ?? (isMistyped(schemes) ? mistyped : hostAmongSchemes(source))
  }
  const port = admitted?.origin == null ? defaultPortIssue(source) : null
  const written = branches.length > 1 ? issueOfBranches(branches) : schemeIssue(source)
  if (port !== null || written === null) return port ?? mistyped
  return { ...written, sources: [...(mistyped?.sources ?? []), ...written.sources] }
}

/** As source code, and only if a policy accepts it. */
function offered(regExp: RegExp, source: string, flags: string, options: PolicyOptions): string | null {
  if (source === regExp.source && flags === regExp.flags) return null
  try {
    const repaired = new RegExp(source, flags)
    return checkRegExp(repaired, '', options).issues.length === 0 ? escaped(String(repaired)) : null
  } catch {
    return null
  }
}

const alsoAllows = ({ origin }: Witness) =>
  origin === null
    ? "it may allow other people's hosts: no example was found, and nothing shows that there is none"
    : `it also allows ${origin}`

const MATCHES_NOTHING = 'no origin that a browser sends is matched by this'
const NOTHING_FOUND = 'no origin that a browser sends was found that is matched by this'
const PATTERN_INSTEAD = "use a list of origins and patterns, like ['https://app.example.com', 'https://*.example.com']"
const SPELL_OUT =
  'write the registrable domain out, with a dot before it, like /^https:\\/\\/[a-z0-9-]+\\.example\\.com$/ (or say dangerouslyAllowPublicSuffixes: true)'
const ONLY_HTTPS = 'match https:// only (or say dangerouslyAllowInsecureOrigins: true)'
const NOT_CHECKABLE =
  'what this admits cannot be checked: no references, look-around, \\b, \\q{…} in a class, modifiers like (?i:), very long or deep RegExps'

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

/** Whether there is a `^` or `$` anywhere but at the ends of the branches: such a RegExp matches less than it seems. */
function assertionsInside(pattern: AST.Pattern): boolean {
  let edges = 0
  let all = 0
  const visit = (node: AST.Pattern | AST.Alternative | AST.Element, left: boolean, right: boolean): void => {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        for (const alternative of node.alternatives) visit(alternative, left, right)
        break
      case 'Alternative':
        for (const [at, element] of node.elements.entries()) {
          visit(element, left && at === 0, right && at === node.elements.length - 1)
        }
        break
      case 'Quantifier':
        visit(node.element, false, false)
        break
      case 'Assertion':
        all++
        if ((node.kind === 'start' && left) || (node.kind === 'end' && right)) edges++
    }
  }
  visit(pattern, true, true)
  return all !== edges
}

function anchored(source: string): string {
  const bare = withScheme(source.replace(/^\^|(?<!\\)\$$/g, ''))
  return `^${bare.includes('|') ? `(?:${bare})` : bare}$`
}

/** A RegExp that names only a host would match nothing with anchors: an origin begins with its scheme. */
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

/** `.` alone was meant as a dot, `.*` and `.+` as a label. */
function withoutDots(source: string, dots: readonly Dot[]): string {
  let repaired = source
  for (const dot of [...dots].sort((a, b) => b.start - a.start)) {
    const label = dot.parent.type === 'Quantifier'
    repaired = repaired.slice(0, dot.start) + (label ? '[a-z0-9-]' : '\\.') + repaired.slice(dot.end)
  }
  return repaired
}
