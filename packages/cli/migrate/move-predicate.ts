/** `(origin, callback) => …` of the old packages to `(origin) => boolean`. */
import type { CallExpression, Function as FunctionNode, Node } from '@babel/types'
import { checkOptions } from 'corskit'
import type { Edit } from './edit.ts'
import { type ChangeCode, type Decision, decisionOf } from './finding.ts'
import { staticValue } from './static-value.ts'
import { endOf, type SyntaxTree, startOf } from './syntax-tree.ts'

export interface MovedPredicate {
  readonly edits: readonly Edit[]
  readonly changes: readonly ChangeCode[]
  readonly decisions: readonly Decision[]
}

export function movePredicate(tree: SyntaxTree, predicate: FunctionNode): MovedPredicate {
  const decisions: Decision[] = partialMatches(tree, predicate)
  const [origin, callback, third] = predicate.params
  if (callback === undefined && predicate.async) return withoutCallback(tree, predicate, decisions)
  if (callback?.type !== 'Identifier' || third !== undefined || origin === undefined) {
    decisions.push(unclear(tree, predicate, 'this function does not take (origin, callback)'))
    return { edits: [], changes: [], decisions }
  }
  const originName = origin.type === 'Identifier' ? origin.name : null
  const edits: Edit[] = [{ start: endOf(origin), end: endOf(callback), text: '' }]
  if (predicate.returnType != null) {
    edits.push(replace(predicate.returnType, predicate.async ? ': Promise<boolean>' : ': boolean'))
  }
  const changes = new Set<ChangeCode>(['predicate-returns', 'predicate-origin'])
  const answers: Answer[] = []
  for (const mention of tree.mentionsOf(callback.name)) {
    if (mention === callback || !isInside(tree, mention, predicate)) continue
    const call = tree.parentOf(mention)
    const place = call?.type === 'CallExpression' && call.callee === mention ? placeOf(tree, call, predicate) : null
    const answer = place === null ? null : answerOf(tree, call as CallExpression)
    if (place === null || answer === null) {
      decisions.push(unclear(tree, mention, 'what this does with the callback is no plain return of an answer'))
      continue
    }
    answers.push(answer)
    if (answer.isError) changes.add('predicate-error')
    edits.push(
      place === 'expression'
        ? replace(call as Node, answer.text)
        : replace(place, `return ${answer.text}${place.semicolon}`),
    )
  }
  if (decisions.length === 0 && answers.every(({ text }) => text === 'true' || text === originName)) {
    decisions.push(reflected(tree, predicate))
  }
  return { edits, changes: [...changes], decisions }
}

/** The promises that `@fastify/cors` takes are those that corskit takes; what is no boolean denies, where it was compared. */
function withoutCallback(tree: SyntaxTree, predicate: FunctionNode, decisions: Decision[]): MovedPredicate {
  const returned = tree.nodes.flatMap((node) => {
    return node.type === 'ReturnStatement' && ownerOf(tree, node) === predicate && node.argument != null
      ? [node.argument]
      : []
  })
  if (predicate.body.type !== 'BlockStatement') returned.push(predicate.body)
  const [origin] = predicate.params
  const allowsAll = returned.every((node) => {
    return staticValue(tree, node)?.value === true || tree.sourceOf(node) === (origin && tree.sourceOf(origin))
  })
  if (allowsAll) decisions.push(reflected(tree, predicate))
  return { edits: [], changes: ['predicate-returns', 'predicate-origin'], decisions }
}

/** Where the call stands: a statement that ends the function, or the whole body of an arrow function. */
type Place = 'expression' | { readonly start: number; readonly end: number; readonly semicolon: string }

function placeOf(tree: SyntaxTree, call: CallExpression, predicate: FunctionNode): Place | null {
  const parent = tree.parentOf(call)
  if (parent === predicate && predicate.type === 'ArrowFunctionExpression') return 'expression'
  const semicolon = parent !== null && tree.sourceOf(parent).endsWith(';') ? ';' : ''
  if (parent?.type === 'ReturnStatement') {
    return ownerOf(tree, parent) === predicate ? { start: startOf(parent), end: endOf(parent), semicolon } : null
  }
  if (parent?.type !== 'ExpressionStatement' || !endsFunction(tree, parent, predicate)) return null
  const next = nextStatement(tree, parent)
  return { start: startOf(parent), end: endOf(next ?? parent), semicolon }
}

/** Whether nothing runs after a statement but a `return`. */
function endsFunction(tree: SyntaxTree, statement: Node, predicate: FunctionNode): boolean {
  let current = statement
  for (;;) {
    const parent = tree.parentOf(current)
    if (parent === null) return false
    if (parent.type === 'BlockStatement') {
      const next = nextStatement(tree, current)
      if (next !== null && !(next.type === 'ReturnStatement' && next.argument == null)) return false
      const owner = tree.parentOf(parent)
      if (owner === predicate || next !== null) return ownerOf(tree, parent) === predicate
      current = parent
    } else if (parent.type === 'IfStatement') current = parent
    else return false
  }
}

function nextStatement(tree: SyntaxTree, statement: Node): Node | null {
  const parent = tree.parentOf(statement)
  if (parent?.type !== 'BlockStatement') return null
  return parent.body[parent.body.indexOf(statement as (typeof parent.body)[number]) + 1] ?? null
}

/** The function that a node is directly in. */
function ownerOf(tree: SyntaxTree, node: Node): Node | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/Function|ObjectMethod|ClassMethod/.test(outer.type)) return outer
  }
  return null
}

function isInside(tree: SyntaxTree, node: Node, outer: Node): boolean {
  for (let inner: Node | null = node; inner !== null; inner = tree.parentOf(inner)) if (inner === outer) return true
  return false
}

interface Answer {
  readonly text: string
  readonly isError: boolean
}

/** `callback(error)` denies, `callback(null, answer)` answers. */
function answerOf(tree: SyntaxTree, { arguments: given }: CallExpression): Answer | null {
  const [error, answer] = given
  if (error === undefined || given.length > 2) return null
  const known = staticValue(tree, error)
  if (known === null) return error.type === 'NewExpression' ? { text: 'false', isError: true } : null
  if (known.value !== null && known.value !== undefined) return { text: 'false', isError: true }
  if (answer === undefined) return { text: 'false', isError: false }
  const value = staticValue(tree, answer)
  // Anything but a boolean was an origin, a list or a RegExp for the old package to compare with.
  if (value !== null && typeof value.value !== 'boolean' && value.value !== null && value.value !== undefined)
    return null
  if (value !== null) return { text: String(value.value === true), isError: false }
  // In a place of its own these would need parentheses; nobody answers so.
  if (answer.type === 'SequenceExpression' || answer.type === 'ObjectExpression') return null
  return { text: tree.sourceOf(answer), isError: false }
}

/** Tests of a part of the origin let other origins in that have that part too. */
function partialMatches(tree: SyntaxTree, predicate: FunctionNode): Decision[] {
  const [origin] = predicate.params
  const name = origin?.type === 'Identifier' ? origin.name : null
  const decisions: Decision[] = []
  for (const node of tree.nodes) {
    if (!isInside(tree, node, predicate)) continue
    if (node.type === 'RegExpLiteral') decisions.push(...regExpDecisions(tree, node))
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') continue
    if (node.object.type !== 'Identifier' || node.object.name !== name || node.property.type !== 'Identifier') continue
    if (PARTIAL.has(node.property.name)) decisions.push(partial(tree, node, node.property.name))
  }
  return decisions
}

const PARTIAL = new Set(['includes', 'indexOf', 'startsWith', 'endsWith', 'search', 'lastIndexOf'])

function partial(tree: SyntaxTree, node: Node, method: string): Decision {
  return {
    code: 'origin-matched-in-part',
    line: tree.lineOf(node),
    message: `${method} looks at a part of the origin, and other people's origins can have that part too`,
    instead: "a pattern: origin: ['https://app.example.com', 'https://*.example.com']",
  }
}

function regExpDecisions(tree: SyntaxTree, node: Node): Decision[] {
  const regExp = staticValue(tree, node)
  if (regExp === null) return [unclear(tree, node, 'this RegExp is none that this Node knows')]
  return checkOptions({ origin: regExp.value }).issues.map((issue) => decisionOf(issue, tree.lineOf(node)))
}

function reflected(tree: SyntaxTree, predicate: FunctionNode): Decision {
  return {
    code: 'origin-reflected',
    line: tree.lineOf(predicate),
    message: 'this function lets every site on the web in by repeating its own name; name the origins',
    instead: "origin: ['https://app.example.com']",
  }
}

function unclear(tree: SyntaxTree, node: Node, message: string): Decision {
  return {
    code: 'predicate-not-understood',
    line: tree.lineOf(node),
    message,
    instead: 'origin: (origin, request) => boolean, or a promise of it; only true allows',
  }
}

function replace(place: Node | { start: number; end: number }, text: string): Edit {
  return { start: place.start ?? 0, end: place.end ?? 0, text }
}
