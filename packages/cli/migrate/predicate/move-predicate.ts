/** A function at `origin` of the old packages to `(origin, request) => boolean`. */
import type { Function as FunctionNode, Node, ReturnStatement } from '@babel/types'
import type { ChangeCode, Decision } from '../finding.ts'
import { type PredicateStyle, takesAnswers } from '../old-package.ts'
import { judgedPatterns } from '../partial-tests/judged-patterns.ts'
import type { Edit } from '../syntax/edit.ts'
import { shownSource } from '../syntax/shown-source.ts'
import { staticValue } from '../syntax/static-value.ts'
import { endOf, isInside, ownerOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { answerIn, choiceAround } from './answers/answer-in-call.ts'
import type { AnswerOf } from './answers/answer-of.ts'
import { booleanText } from './answers/boolean-text.ts'
import { placeOf } from './answers/callback-place.ts'
import { closing } from './answers/closing-return.ts'
import { type AskedOrigin, askedOrigin } from './asked-origin.ts'
import { changedOrigin } from './changed-origin.ts'
import { type ContextType, contextType } from './context-type.ts'
import { answersNothing, reflected, unclear, unknownAnswer } from './decisions.ts'
import { helpersAskedBy } from './helpers.ts'
import { judgePredicate } from './judge-predicate.ts'
import { mayThrow, refusalOf } from './read-nodes.ts'

export interface MovedPredicate {
  readonly edits: readonly Edit[]
  readonly changes: readonly ChangeCode[]
  readonly decisions: readonly Decision[]
  /** The list, when the function only looks the origin up in it: a policy takes the list itself. */
  readonly list: Node | null
  /** What the function asks about the origin elsewhere, as it is written. */
  readonly unseen: readonly string[]
}

export function movePredicate(tree: SyntaxTree, predicate: FunctionNode, style: PredicateStyle): MovedPredicate {
  const origin = askedOrigin(tree, predicate, style)
  const asked = helpersAskedBy(tree, predicate, origin)
  // Other arguments may be secrets.
  const unseen = asked.unknown.map((call) => shownSource(tree, 'callee' in call ? call.callee : call))
  const own = ownThis(tree, predicate)
  const decisions: Decision[] = [
    ...(own === null ? [] : [unclear(tree, own, USES_THIS)]),
    ...judgedPatterns(tree, predicate, origin, asked),
    ...changedOrigin(tree, predicate, origin, asked),
  ]
  const moved =
    !takesAnswers(style) || (predicate.async && predicate.params.length < 2)
      ? moveReturns(tree, predicate, origin, style)
      : moveCallback(tree, predicate, origin, style === 'promise')
  decisions.push(...moved.decisions)
  if (moved.answerOf === null)
    return { edits: [], changes: moved.changes, decisions: onceEach(decisions), list: null, unseen }
  const stranger = judgePredicate(tree, predicate, origin, moved.answerOf, false)
  if (decisions.length === 0 && stranger.allows !== false)
    decisions.push(
      stranger.unclearAt === null || stranger.allows === true
        ? reflected(tree, predicate, stranger.allows)
        : unclear(
            tree,
            stranger.unclearAt,
            'which of the answers in these lines an origin gets is not understood, and one of them lets it in',
          ),
    )
  const member = judgePredicate(tree, predicate, origin, moved.answerOf, true)
  const changes = [...new Set([...moved.changes, ...(mayThrow(tree, predicate) ? ['predicate-error' as const] : [])])]
  const edits = [...moved.edits]
  if (stranger.mayNotAnswer && predicate.body.type === 'BlockStatement') {
    edits.push(closing(tree, predicate.body))
    if (takesAnswers(style) && predicate.params.length > 1) changes.push('predicate-hung')
  }
  const isLookup = stranger.onlyAsksList && member.onlyAsksList && stranger.allows === false && member.allows === true
  return { edits, changes, decisions: onceEach(decisions), list: isLookup ? stranger.list : null, unseen }
}

const USES_THIS =
  'this function uses `this`, which some of the old packages set to the app or to their options; corskit calls it without'

/** The `this` that a function is called with: an arrow function has that of the code around it. */
function ownThis(tree: SyntaxTree, predicate: FunctionNode): Node | null {
  if (predicate.type === 'ArrowFunctionExpression') return null
  const isOwn = (node: Node) => {
    let owner = ownerOf(tree, node)
    while (owner !== null && owner.type === 'ArrowFunctionExpression') owner = ownerOf(tree, owner)
    return owner === predicate
  }
  return tree.nodes.find((node) => node.type === 'ThisExpression' && isOwn(node)) ?? null
}

const ANSWERS_TWICE =
  'an async function with a callback answered twice: by its callback, and with nothing by its promise; the result depends on the version'

interface MovedAnswers extends Omit<MovedPredicate, 'list' | 'unseen'> {
  /** `null`: the answers were not found. */
  readonly answerOf: AnswerOf | null
}

function moveCallback(tree: SyntaxTree, predicate: FunctionNode, asked: AskedOrigin, awaits: boolean): MovedAnswers {
  const [origin, callback, third] = predicate.params
  const failed = (decision: Decision): MovedAnswers => ({
    edits: [],
    changes: [],
    decisions: [decision],
    answerOf: null,
  })
  if (origin !== undefined && callback === undefined) return failed(answersNothing(tree, predicate))
  if (predicate.async && awaits) return failed(unclear(tree, predicate, ANSWERS_TWICE))
  if (callback?.type !== 'Identifier' || third !== undefined || origin === undefined)
    return failed(unclear(tree, predicate, 'this function does not take (origin, callback)'))
  const edits: Edit[] = [{ start: endOf(origin), end: endOf(callback), text: '' }]
  if (predicate.returnType != null) {
    edits.push(replace(predicate.returnType, predicate.async ? ': Promise<boolean>' : ': boolean'))
  }
  const changes = new Set<ChangeCode>(['predicate-returns', 'predicate-origin'])
  const decisions: Decision[] = []
  const answers = new Map<Node, Node | 'deny'>()
  for (const mention of tree.mentionsOf(callback.name)) {
    if (mention === callback || !isInside(tree, mention, predicate)) continue
    const call = tree.parentOf(mention)
    const given = call?.type === 'CallExpression' && call.callee === mention ? choiceAround(tree, call) : null
    const place = given === null ? null : placeOf(tree, given, predicate)
    const answer = given === null || place === null ? null : answerIn(tree, given, callback.name)
    if (given === null || place === null || answer === null) {
      decisions.push(unclear(tree, mention, 'what this does with the callback is not a plain answer'))
      continue
    }
    const answering = place === 'expression' ? given : (tree.parentOf(given) as Node)
    // The other call of a choice was the first.
    if (answers.has(answering)) continue
    const text = booleanText(tree, answer.value, asked, true)
    if (text === null) {
      decisions.push(unknownAnswer(tree, answer.value))
      continue
    }
    answers.set(answering, answer.value)
    if (answer.isError) changes.add('predicate-error')
    edits.push(
      place === 'expression'
        ? replace(given, expressionText(tree, given, text))
        : replace(place, `return ${text}${place.semicolon}`),
    )
  }
  for (const place of returnsWithoutAnswer(tree, predicate, asked, callback.name)) {
    if (edits.some(({ start, end }) => start <= startOf(place) && endOf(place) <= end)) continue
    const value = place.argument == null ? { value: undefined } : staticValue(tree, place.argument)
    if (value === null || value.value) {
      decisions.push(unclear(tree, place, RETURNS_ONLY))
      continue
    }
    changes.add('predicate-hung')
    edits.push(replace(place, tree.sourceOf(place).endsWith(';') ? 'return false;' : 'return false'))
  }
  if (decisions.length === 0 && answers.size === 0) return failed(answersNothing(tree, predicate))
  return { edits, changes: [...changes], decisions, answerOf: finder(answers) }
}

const RETURNS_ONLY =
  'this is returned, and the callback is not called: the old middleware waited without end; corskit would take the value for the answer'

/** A `return` that calls no callback, where the function is asked about an origin. */
const returnsWithoutAnswer = (tree: SyntaxTree, predicate: FunctionNode, asked: AskedOrigin, callback: string) =>
  tree.nodes.filter(
    (node): node is ReturnStatement =>
      node.type === 'ReturnStatement' &&
      ownerOf(tree, node) === predicate &&
      !(node.argument?.type === 'CallExpression' && tree.sourceOf(node.argument.callee) === callback) &&
      !isWithoutOrigin(tree, node, asked),
  )

/** `if (!origin) return …`: corskit does not ask then. */
function isWithoutOrigin(tree: SyntaxTree, place: Node, asked: AskedOrigin): boolean {
  const parent = tree.parentOf(place)
  const branch = parent?.type === 'BlockStatement' ? tree.parentOf(parent) : parent
  return (
    branch?.type === 'IfStatement' &&
    isInside(tree, place, branch.consequent) &&
    branch.test.type === 'UnaryExpression' &&
    branch.test.operator === '!' &&
    asked.is(branch.test.argument)
  )
}

/** A function that returns what is sent, or a promise of an answer. */
function moveReturns(
  tree: SyntaxTree,
  predicate: FunctionNode,
  asked: AskedOrigin,
  style: PredicateStyle,
): MovedAnswers {
  const decisions: Decision[] = []
  const edits: Edit[] = []
  const [first] = predicate.params
  if (predicate.generator || (first !== undefined && first.type !== 'Identifier')) {
    decisions.push(unclear(tree, predicate, 'what this function takes is not understood'))
  }
  const named = takesAnswers(style) ? { asked, edits: [] } : namedOrigin(tree, predicate, asked, style)
  edits.push(...named.edits)
  const typed = style === 'header-of-origin' ? contextType(tree, predicate, style) : null
  if (typed !== null) edits.push(typedAs(predicate.params[1] as Node, typed), ...typed.edits)
  if (!takesAnswers(style) && predicate.returnType != null) {
    edits.push(replace(predicate.returnType, predicate.async ? ': Promise<boolean>' : ': boolean'))
  }
  const answers = new Map<Node, Node | 'deny'>()
  const answer = (at: Node, value: Node | null | undefined) => {
    // `return ctx.throw(403)`
    const isThrown = value != null && refusalOf(value)?.test === null
    answers.set(at, isThrown ? 'deny' : (value ?? 'deny'))
    if (isThrown) return
    const text = value == null ? 'false' : booleanText(tree, value, named.asked, takesAnswers(style))
    if (text === null) decisions.push(unknownAnswer(tree, value ?? at))
    else if (value == null)
      edits.push({ start: startOf(at) + 'return'.length, end: startOf(at) + 'return'.length, text: ' false' })
    else if (text !== tree.sourceOf(value)) edits.push(replace(value, expressionText(tree, value, text)))
  }
  for (const node of tree.nodes) {
    if (node.type === 'ReturnStatement' && ownerOf(tree, node) === predicate) answer(node, node.argument)
  }
  if (predicate.body.type !== 'BlockStatement') answer(predicate.body, predicate.body)
  return { edits, changes: ['predicate-returns', 'predicate-origin'], decisions, answerOf: finder(answers) }
}

/** The first parameter of the new function is the origin. If the old function has no parameter for it, one is added. */
function namedOrigin(tree: SyntaxTree, predicate: FunctionNode, asked: AskedOrigin, style: PredicateStyle) {
  const [first] = predicate.params
  if (style === 'header-of-origin' && first !== undefined) return { asked, edits: [] }
  const isTaken = tree.mentionsOf('origin').some((mention) => isInside(tree, mention, predicate))
  const name = isTaken ? 'pageOrigin' : 'origin'
  const typed = first?.type === 'Identifier' && first.typeAnnotation != null ? `${name}: string` : name
  const context = contextType(tree, predicate, style)
  return {
    asked: { ...asked, name },
    edits: [...parameter(tree, predicate, typed, context), ...(context?.edits ?? [])],
  }
}

const typedAs = (parameter: Node, { name }: ContextType): Edit => ({
  start: endOf(parameter),
  end: endOf(parameter),
  text: `: ${name}`,
})

function parameter(tree: SyntaxTree, predicate: FunctionNode, name: string, context: ContextType | null): Edit[] {
  const [first] = predicate.params
  if (first === undefined) {
    // `() =>`, `function () {`, `origin() {`: the first parenthesis after the name.
    const from =
      'id' in predicate && predicate.id != null
        ? endOf(predicate.id)
        : 'key' in predicate
          ? endOf(predicate.key as Node)
          : startOf(predicate)
    const at = tree.text.indexOf('(', from) + 1
    return [{ start: at, end: at, text: name }]
  }
  const isBare =
    predicate.type === 'ArrowFunctionExpression' && !/\(\s*$/.test(tree.text.slice(startOf(predicate), startOf(first)))
  const type = context === null ? '' : `: ${context.name}`
  if (isBare) return [replace(first, `(${name}, ${tree.sourceOf(first)}${type})`)]
  const before = { start: startOf(first), end: startOf(first), text: `${name}, ` }
  return context === null ? [before] : [before, typedAs(first, context)]
}

const finder =
  (answers: ReadonlyMap<Node, Node | 'deny'>): AnswerOf =>
  (statement) => {
    const value = answers.get(statement)
    return value === undefined ? null : { value }
  }

/** The body of `(origin) => …` is a block where it begins with a brace. */
function expressionText(tree: SyntaxTree, place: Node, text: string): string {
  const outer = tree.parentOf(place)
  const isBody = outer?.type === 'ArrowFunctionExpression' && outer.body === place
  return isBody && text.startsWith('{') && place.extra?.['parenthesized'] !== true ? `(${text})` : text
}

/** A function that is not understood is told once, at its first line. */
function onceEach(decisions: readonly Decision[]): Decision[] {
  return decisions.filter(
    ({ code }, index) =>
      code !== 'predicate-not-understood' || decisions.findIndex((other) => other.code === code) === index,
  )
}

function replace(place: Node | { start: number; end: number }, text: string): Edit {
  return { start: place.start ?? 0, end: place.end ?? 0, text }
}
