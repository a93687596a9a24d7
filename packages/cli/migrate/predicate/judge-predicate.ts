/**
 * Finds out from the text of a predicate what it answers: for an unknown origin, and for an origin in the list that it
 * looks at.
 */
import type { AssignmentExpression, Function as FunctionNode, Node, Statement, SwitchStatement } from '@babel/types'
import { staticValue } from '../syntax/static-value.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AnswerOf } from './answers/answer-of.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { answersOfHelper, type Helper } from './helpers.ts'
import type { Truth } from './questions/compared-values.ts'
import { blocksIn, not, refusalOf } from './read-nodes.ts'
import { createTruthReader, type HelperAnswer, type Seen } from './truth-of.ts'

export interface Judgement {
  /** Whether the origin is allowed; `unknown` where that depends on something else. */
  readonly allows: Truth
  /** Whether the function can end without an answer. */
  readonly mayNotAnswer: boolean
  /** The `try`, loop or `switch` of which it is not known which statements run; `null` where there is none. */
  readonly unclearAt: Node | null
  /** Whether the function only looks at one list, and does nothing else. */
  readonly onlyAsksList: boolean
  /** The list, if there is exactly one. */
  readonly list: Node | null
}

/**
 * @param member whether the origin is in the lists that the predicate looks at
 * @param awaits whether a promise of an answer is waited for; where it is not, it means yes
 */
export function judgePredicate(
  tree: SyntaxTree,
  predicate: FunctionNode,
  origin: AskedOrigin,
  answerOf: AnswerOf,
  member: boolean,
  awaits = true,
): Judgement {
  const seen: Seen = { lists: new Map(), variables: new Map(), onlyAsksList: true, unclearAt: null }
  const { truth, answered } = createTruthReader(tree, origin, member, awaits, seen, (helper, isAwaited) =>
    judgeHelper(helper, member, isAwaited),
  )
  let allows: Truth | null = null
  const note = (truth: Truth, certain: boolean) => {
    if (truth === false) allows = allows === null ? false : allows
    else if (truth === true && certain && allows === null) allows = true
    else if (allows !== true) allows = truth === true && certain ? true : 'unknown'
  }

  function assign({ left, right, operator }: AssignmentExpression, certain: boolean): void {
    const value = truth(right)
    if (left.type !== 'Identifier' || operator !== '=' || origin.is(left)) {
      seen.onlyAsksList = false
      return
    }
    const before = seen.variables.get(left.name)
    seen.variables.set(left.name, certain || before === value ? value : 'unknown')
  }

  /** Whether the function ends here, by an answer or by a throw. */
  function walk(statements: readonly Node[], certain: boolean): Truth {
    let sure = certain
    for (const statement of statements) {
      const ends = step(statement, sure)
      if (ends === true) return true
      if (ends === 'unknown') sure = false
    }
    return sure === certain ? false : 'unknown'
  }

  function step(statement: Node, certain: boolean): Truth {
    const answer = answerOf(statement)
    if (answer !== null) {
      const { value, isTruth = false } = answer
      note(value === 'deny' ? false : isTruth ? truth(value, awaits) : answered(value), certain)
      return true
    }
    switch (statement.type) {
      case 'ReturnStatement':
        return true
      case 'ThrowStatement':
        note(false, certain)
        return true
      case 'BlockStatement':
        return walk(statement.body, certain)
      case 'IfStatement': {
        const test = truth(statement.test)
        const branches: [Truth, Node | null | undefined][] = [
          [test, statement.consequent],
          [not(test), statement.alternate],
        ]
        const ends = branches
          .filter(([taken]) => taken !== false)
          .map(([taken, branch]) => (branch == null ? false : step(branch, certain && taken === true)))
        return ends.every((end) => end === true) ? true : ends.every((end) => end === false) ? false : 'unknown'
      }
      case 'VariableDeclaration':
        for (const { id, init } of statement.declarations) {
          if (id.type !== 'Identifier') seen.onlyAsksList = false
          else if (init == null || !origin.is(init)) seen.variables.set(id.name, init == null ? false : truth(init))
        }
        return false
      case 'ExpressionStatement': {
        const refusal = refusalOf(statement.expression)
        if (refusal !== null) {
          // `ctx.throw(403)`, and `ctx.assert(test, 403)`.
          const isLeft = refusal.test === null ? true : not(truth(refusal.test))
          if (isLeft !== false) note(false, certain && isLeft === true)
          return isLeft
        }
        if (statement.expression.type === 'AssignmentExpression') assign(statement.expression, certain)
        else if (!/^console\s*\./.test(tree.sourceOf(statement))) seen.onlyAsksList = false
        return false
      }
      case 'EmptyStatement':
        return false
      default: {
        seen.onlyAsksList = false
        const known = statement.type === 'SwitchStatement' ? elseOf(statement) : null
        if (known !== null) return walk(known, certain)
        // The statements in loops, switches and try may run.
        const before = allows
        const ends = blocksIn(tree, statement).map((block) => step(block, false))
        if (allows !== before && allows !== false) seen.unclearAt ??= statement
        const isWhole = statement.type === 'TryStatement' && statement.finalizer == null
        if (isWhole && ends.every((end) => end === true)) return true
        return ends.some((end) => end !== false) ? 'unknown' : false
      }
    }
  }

  /** What runs where no case holds; `null` where one may hold. */
  function elseOf({ discriminant, cases }: SwitchStatement): readonly Statement[] | null {
    const isOnTrue = staticValue(tree, discriminant)?.value === true
    const holds = cases.some(({ test }) => {
      if (test == null) return false
      if (isOnTrue) return truth(test) !== false
      const value = staticValue(tree, test)
      return !origin.is(discriminant) || value === null
    })
    if (holds) return null
    const from = cases.findIndex(({ test }) => test == null)
    const statements = from < 0 ? [] : cases.slice(from).flatMap(({ consequent }) => consequent)
    const end = statements.findIndex(({ type }) => type === 'BreakStatement')
    return end < 0 ? statements : statements.slice(0, end)
  }

  const ended = predicate.body.type === 'BlockStatement' ? walk(predicate.body.body, true) : step(predicate.body, true)
  const [list, second] = seen.lists.values()
  return {
    allows: allows ?? false,
    mayNotAnswer: ended !== true,
    unclearAt: seen.unclearAt,
    onlyAsksList: seen.onlyAsksList && list !== undefined && second === undefined,
    list: second === undefined ? (list ?? null) : null,
  }
}

/** By the function, and by the parameter and the question. */
const HELPERS = new WeakMap<FunctionNode, Map<string, HelperAnswer>>()

function judgeHelper(helper: Helper, member: boolean, awaits: boolean): HelperAnswer {
  const known = HELPERS.get(helper.called) ?? new Map<string, HelperAnswer>()
  HELPERS.set(helper.called, known)
  const question = `${helper.origin.name} ${member} ${awaits}`
  const before = known.get(question)
  if (before !== undefined) return before
  // A function that asks itself answers what its other statements say.
  known.set(question, { allows: false, isUnclear: false })
  const judged = judgePredicate(helper.tree, helper.called, helper.origin, answersOfHelper(helper), member, awaits)
  const answer = { allows: judged.allows, isUnclear: judged.unclearAt !== null && judged.allows === 'unknown' }
  known.set(question, answer)
  return answer
}
