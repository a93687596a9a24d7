/** Judges the RegExps that a predicate asks: the ones in its own text, those that it makes, and those that it names. */
import type { Node } from '@babel/types'
import { checkOptions } from 'corskit'
import { type Decision, decisionOf } from '../finding.ts'
import type { AskedOrigin } from '../predicate/asked-origin.ts'
import { ofOtherFile } from '../predicate/decisions.ts'
import { type Meaning, meaningOf } from '../syntax/meaning.ts'
import { staticValue } from '../syntax/static-value.ts'
import { methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { askedOfText } from './origin-in-text.ts'
import { strangerMatched } from './witness.ts'

/** @param judged the RegExps that were judged before, each of which is told once */
export function namedDecisions(tree: SyntaxTree, node: Node, judged: Set<RegExp>): Decision[] {
  return regExpsNamed(tree, node).flatMap(({ value, meant }) => {
    if (judged.has(value)) return []
    judged.add(value)
    const asked = withoutMemory(tree, node, value)
    if (meant.tree === tree) return issuesOf(tree, node, asked)
    return issuesOf(meant.tree, meant.node, asked).map((one) => ofOtherFile(one, meant.tree, tree.lineOf(node)))
  })
}

/** The RegExps that a name or a member stands for, of this file or of another one; also those of a list. */
function regExpsNamed(tree: SyntaxTree, node: Node): { value: RegExp; meant: Meaning }[] {
  const isName = node.type === 'Identifier' && tree.mentionsOf(node.name).includes(node)
  if (!isName && node.type !== 'MemberExpression') return []
  const meant = meaningOf(tree, node)
  if (meant === null) return []
  const whole = staticValue(meant.tree, meant.node)
  const entries = whole === null && meant.node.type === 'ArrayExpression' ? meant.node.elements : []
  const values = [
    whole?.value,
    ...entries.map((entry) => (entry === null ? null : staticValue(meant.tree, entry)?.value)),
  ]
  return values.flat().flatMap((value) => (value instanceof RegExp ? [{ value, meant }] : []))
}

/** `.replace(/\/$/, '')` and `.split(/,/)` only change a text, and do not decide. */
export function rewrites(tree: SyntaxTree, node: Node): boolean {
  const call = tree.parentOf(node)
  return call !== null && /^(?:replace|replaceAll|split)$/.test(methodOf(call) ?? '')
}

export function regExpDecisions(tree: SyntaxTree, node: Node): Decision[] {
  const regExp = staticValue(tree, node)
  if (regExp !== null) return issuesOf(tree, node, withoutMemory(tree, node, regExp.value))
  return [
    {
      code: 'predicate-not-understood',
      line: tree.lineOf(node),
      message: 'this version of Node does not know this RegExp',
      instead: 'origin: (origin, request) => boolean, or a promise of it; only true allows',
    },
  ]
}

export const madeRegExp = (node: Node) =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') &&
  node.callee.type === 'Identifier' &&
  node.callee.name === 'RegExp'

/** `new RegExp(…)`: what it matches may only be known when the app runs. */
export function madeDecisions(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision[] {
  const known = staticValue(tree, node)
  if (known !== null) return issuesOf(tree, node, known.value)
  if (askedOfText(tree, node, origin) !== null) return []
  return [
    {
      code: 'regexp-not-known',
      line: tree.lineOf(node),
      message: 'this RegExp is made when the app runs, and it may match origins of other people too',
      instead: "a pattern: origin: ['https://*.example.com']",
    },
  ]
}

/** `origin.search(/…/g)` and `match` begin at the start each time; `test` and `exec` go on behind the last match. */
function withoutMemory(tree: SyntaxTree, node: Node, value: unknown): unknown {
  const call = tree.parentOf(node)
  const isAgain =
    call !== null && 'callee' in call && call.callee !== node && /^(?:search|match)$/.test(methodOf(call) ?? '')
  return isAgain && value instanceof RegExp ? new RegExp(value.source, value.flags.replace('g', '')) : value
}

function issuesOf(tree: SyntaxTree, node: Node, origin: unknown): Decision[] {
  return checkOptions({ origin }).issues.map((issue) => {
    const decision = decisionOf(issue, tree.lineOf(node))
    const stranger = issue.code === 'regexp-not-anchored' && origin instanceof RegExp ? strangerMatched(origin) : null
    return stranger === null ? decision : { ...decision, message: `${decision.message}, such as ${stranger}` }
  })
}
