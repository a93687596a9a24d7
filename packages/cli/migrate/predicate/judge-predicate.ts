/**
 * Finds out from the text of a predicate what it answers: for an unknown origin, and for an origin in the list that it
 * looks at.
 */
import type { AssignmentExpression, Function as FunctionNode, Node, Statement, SwitchStatement } from '@babel/types'
import { constantOf, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AnswerOf } from './answer-of.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { isBoolean } from './boolean-text.ts'
import { answersOfHelper, type Helper, helperAt } from './helpers.ts'
import { holdsOrigin } from './holds-origin.ts'
import { isPartOf } from './origin-part.ts'
import { compare, sameOf, type Truth } from './questions/compared-values.ts'
import { comparesWithEntry, isMetByStrangers } from './questions/entry-tests.ts'
import { askedList, isAlwaysThere, looksAtOrigin, valuesGiven } from './questions/list-questions.ts'

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
  const lists = new Map<string, Node>()
  /** What the function's own variables hold. */
  const variables = new Map<string, Truth>()
  let onlyAsksList = true
  let allows: Truth | null = null
  let unclearAt: Node | null = null
  const note = (truth: Truth, certain: boolean) => {
    if (truth === false) allows = allows === null ? false : allows
    else if (truth === true && certain && allows === null) allows = true
    else if (allows !== true) allows = truth === true && certain ? true : 'unknown'
  }

  function truth(given: Node, isAwaited = false): Truth {
    const node = withoutTypes(given)
    const known = staticValue(tree, node)
    if (known !== null) return !!known.value
    if (origin.is(node)) return true
    if (isAlwaysThere(node, isAwaited)) {
      onlyAsksList = false
      return true
    }
    switch (node.type) {
      case 'Identifier':
        return variables.get(node.name) ?? other(node)
      case 'UnaryExpression':
        return node.operator === '!' ? not(truth(node.argument)) : other(node)
      case 'LogicalExpression': {
        const [left, right] = [truth(node.left, isAwaited), truth(node.right, isAwaited)]
        if (node.operator === '&&')
          return left === false || right === false ? false : left === true ? right : right === true ? left : 'unknown'
        return left === true || right === true ? true : left === false ? right : right === false ? left : 'unknown'
      }
      case 'ConditionalExpression': {
        const test = truth(node.test)
        const [consequent, alternate] = [truth(node.consequent, isAwaited), truth(node.alternate, isAwaited)]
        if (test !== 'unknown') return test ? consequent : alternate
        return consequent === alternate ? consequent : 'unknown'
      }
      case 'AwaitExpression':
        return truth(node.argument, true)
      case 'BinaryExpression':
        return comparison(node.operator, node.left, node.right, node)
      default: {
        const list = listAsked(node)
        if (list !== null) return ask(list)
        const holder = holderAsked(node)
        const anyway = holder === null ? null : found(holder, node)
        if (anyway !== null) return anyway
        // -1 says that the origin is not in the list, and it is truthy when it is not compared.
        if (listIndexed(node) !== null) {
          onlyAsksList = false
          return member ? 'unknown' : true
        }
        const avoided = listAvoided(node)
        if (avoided !== null) return not(ask(avoided))
        const compared = comparedList(node)
        if (compared !== null) return compared
        if (isMetByAll(node)) {
          onlyAsksList = false
          return true
        }
        const converted = conversionOf(node)
        if (converted !== null) return isText(node) ? textOf(converted, node) : truth(converted)
        if (methodOf(node) === 'includes' && node.type === 'CallExpression') {
          const [within, wanted] = [staticValue(tree, receiverOf(node) as Node), node.arguments[0]]
          const entry = wanted === undefined ? null : staticValue(tree, wanted)
          if (Array.isArray(within?.value) && entry !== null) return within.value.includes(entry.value)
        }
        // The changed origin is still a text that is not empty.
        if (
          methodOf(node) !== null &&
          STILL_TEXT.has(methodOf(node) as string) &&
          origin.is(receiverOf(node) as Node)
        ) {
          onlyAsksList = false
          return true
        }
        const helper = helperAt(tree, node, origin)
        if (helper !== null) return askHelper(helper, node, isAwaited)
        return looksAtOrigin(tree, node, origin) ? other(node) : notAboutOrigin()
      }
    }
  }

  /** What a function that is called here answers. */
  function askHelper(helper: Helper, call: Node, isAwaited: boolean): Truth {
    onlyAsksList = false
    if (!isAwaited && isLater(helper)) return true
    const known = judgeHelper(helper, member, isAwaited)
    if (known.isUnclear) unclearAt ??= call
    return known.allows
  }

  function assign({ left, right, operator }: AssignmentExpression, certain: boolean): void {
    const value = truth(right)
    if (left.type !== 'Identifier' || operator !== '=' || origin.is(left)) {
      onlyAsksList = false
      return
    }
    const before = variables.get(left.name)
    variables.set(left.name, certain || before === value ? value : 'unknown')
  }

  /** An answer that is a text allows only the origin that equals it, and so no unknown origin. */
  function answered(given: Node): Truth {
    const node = withoutTypes(given)
    if (node.type === 'ConditionalExpression') {
      const test = truth(node.test)
      const [consequent, alternate] = [answered(node.consequent), answered(node.alternate)]
      if (test !== 'unknown') return test ? consequent : alternate
      return consequent === alternate ? consequent : 'unknown'
    }
    if (node.type === 'LogicalExpression' && node.operator === '||')
      return either(truth(node.left), answered(node.left), answered(node.right))
    if (node.type === 'LogicalExpression' && node.operator === '&&') {
      const [test, right] = [truth(node.left), answered(node.right)]
      if (test !== 'unknown') return test ? right : false
      return right === false ? false : 'unknown'
    }
    if (origin.is(node)) return true
    const known = staticValue(tree, node)?.value
    if ((typeof known !== 'string' || known === '') && node.type !== 'MemberExpression') return truth(node, awaits)
    onlyAsksList = false
    return known === '*'
  }

  /** An expression that is not understood. If it depends on the origin, it is taken to say no to an unknown one. */
  function other(node: Node): Truth {
    onlyAsksList = false
    return origin.reaches(node) ? false : 'unknown'
  }

  /** The origin is always found in what it was put into. */
  function found(list: Node, place: Node): Truth | null {
    const held = holdsOrigin(tree, list, origin)
    if (held === false) return null
    onlyAsksList = false
    if (held === 'unknown') unclearAt ??= place
    return member ? true : held
  }

  function notAboutOrigin(): Truth {
    onlyAsksList = false
    return 'unknown'
  }

  /** `String(…)` of nothing is a text too. */
  function textOf(converted: Node, node: Node): Truth {
    onlyAsksList = false
    const given = valuesGiven(tree, converted, origin, member)
    return given === null ? (origin.is(converted) ? true : other(node)) : given.every((value) => String(value) !== '')
  }

  function notUnderstood(node: Node): Truth {
    onlyAsksList = false
    unclearAt ??= node
    return 'unknown'
  }

  function ask(list: Node): Truth {
    const anyway = found(list, list)
    if (anyway !== null) return anyway
    lists.set(tree.sourceOf(list), list)
    return member
  }

  /** The call of `const place = list.indexOf(origin)`. */
  function calledFor(given: Node): Node {
    const meant = given.type === 'Identifier' && !origin.is(given) ? constantOf(tree, given) : null
    return meant?.type === 'CallExpression' ? meant : given
  }

  /** A comparison of what a list, or a function of which the answer is known, gives; `null` where it is another one. */
  function comparedExactly(operator: string, asked: Node, value: unknown, node: Node): Truth | null {
    const given = (isMember: boolean): Truth | null => {
      const values = valuesGiven(tree, asked, origin, isMember) ?? valuesOfHelper(asked)
      return values === null ? null : sameOf(values.map((one) => compare(operator, one, value)))
    }
    const [strange, known] = [given(false), given(true)]
    const answer = member ? known : strange
    if (answer === null) return null
    const list = askedList(asked, origin)
    if (list === null) return given(member)
    const anyway = found(list, node)
    if (anyway !== null) return anyway === true || known === strange ? known : 'unknown'
    if (known === not(strange ?? 'unknown')) lists.set(tree.sourceOf(list), list)
    else onlyAsksList = false
    return answer
  }

  /** What the call of a function may give, of which it is known that it is a boolean, or a promise. */
  function valuesOfHelper(asked: Node): readonly unknown[] | null {
    const helper = helperAt(tree, asked, origin)
    if (helper === null) return null
    if (isLater(helper)) return [{}]
    const truth = isBoolean(tree, asked) ? askHelper(helper, asked, false) : null
    return truth === null ? null : truth === 'unknown' ? [true, false] : [truth]
  }

  function comparison(operator: string, given: Node, right: Node, node: Node): Truth {
    const left = calledFor(given)
    const compared = staticValue(tree, right)
    const exact = compared === null ? null : comparedExactly(operator, left, compared.value, node)
    if (exact !== null) return exact
    if (compared !== null && /^[=!]==?$/.test(operator) && isAnswer(compared.value, left)) {
      const isThere = compared.value === true ? truth(left) : not(truth(left))
      return operator.startsWith('=') ? isThere : not(isThere)
    }
    const number = compared?.value
    if (operator === 'in') {
      const holder = holderAsked(node)
      return (holder === null ? null : found(holder, node)) ?? other(node)
    }
    if (left.type === 'UnaryExpression' && left.operator === 'typeof' && origin.is(left.argument)) {
      return (staticValue(tree, right)?.value === 'string') === /^===?$/.test(operator)
    }
    if (!origin.reaches(left) && !origin.reaches(right)) return other(node)
    // Any site can have this scheme, port or length.
    if ([left, right].some((side) => saysNoHost(side) && isPartOf(tree, side, origin))) {
      onlyAsksList = false
      return true
    }
    const isIndexOfOther =
      left.type === 'CallExpression' &&
      /^find(?:Last)?Index$/.test(methodOf(left) ?? '') &&
      left.arguments[0] !== undefined &&
      isMetByStrangers(left.arguments[0], origin)
    if (isIndexOfOther) {
      onlyAsksList = false
      return !/^(?:===?|<=?)$/.test(operator)
    }
    // `list.filter((entry) => entry !== origin).length > 0`
    const others = filterCounted(left)
    if (others !== null && isMetByStrangers(others, origin) && /^(?:>0|>=1|!==?0)$/.test(operator + number)) {
      onlyAsksList = false
      return true
    }
    // Any site can have a name that comes before or behind another one.
    if (/^[<>]=?$/.test(operator) && (origin.is(left) || origin.is(right))) {
      onlyAsksList = false
      return true
    }
    const about = origin.is(left) ? right : origin.is(right) ? left : null
    const same = about !== null && /^[=!]==?$/.test(operator) ? found(about, node) : null
    if (same !== null) return operator.startsWith('=') ? same : not(same)
    const isOfParts = [left, right].some((side) => isPartOf(tree, side, origin))
    if (about === null && !isOfParts && (!/^===?$/.test(operator) || [left, right].some(isOfWalk)))
      return notUnderstood(node)
    const value = about === null ? null : staticValue(tree, about)
    if (value === null || (value.value !== undefined && value.value !== null && value.value !== ''))
      onlyAsksList = false
    return /^!==?$/.test(operator)
  }

  /** `list` of `list.includes(origin)` and `list.some((entry) => entry === origin)`. */
  function listAsked(node: Node): Node | null {
    if (node.type !== 'CallExpression' || node.arguments.length !== 1) return null
    const [argument] = node.arguments
    const method = methodOf(node)
    const receiver = receiverOf(node)
    if (argument === undefined || receiver === null) return null
    if (method === 'includes') return origin.is(argument) && !origin.is(receiver) ? receiver : null
    if (/^(?:some|find|findLast)$/.test(method ?? '') && comparesWithEntry(argument, origin)) return receiver
    return null
  }

  /** `set` of `set.has(origin)`, `Object.hasOwn(set, origin)`, `origin in set` and `set[origin]`. */
  function holderAsked(node: Node): Node | null {
    if (node.type === 'BinaryExpression') return node.operator === 'in' && origin.is(node.left) ? node.right : null
    if (/^(?:Optional)?MemberExpression$/.test(node.type) && 'property' in node && 'object' in node)
      return origin.is(node.property as Node) ? (node.object as Node) : null
    const method = methodOf(node) ?? ''
    if (!('arguments' in node) || !/^(?:includes|has|get|hasOwn|hasOwnProperty|propertyIsEnumerable)$/.test(method))
      return null
    const [first, second] = node.arguments as Node[]
    if (method === 'hasOwn') return second !== undefined && origin.is(second) ? (first ?? null) : null
    return first !== undefined && origin.reaches(first) ? receiverOf(node) : null
  }

  /** `list.map((entry) => entry === origin).includes(true)`. */
  function comparedList(node: Node): Truth | null {
    const map = receiverOf(node)
    if (methodOf(node) !== 'includes' || map === null || methodOf(map) !== 'map' || !('arguments' in node)) return null
    const [wanted] = node.arguments as Node[]
    const [test] = 'arguments' in map ? (map.arguments as Node[]) : []
    const list = receiverOf(map)
    if (wanted === undefined || test === undefined || list === null || !origin.reaches(test)) return null
    const value = staticValue(tree, wanted)?.value
    if (comparesWithEntry(test, origin))
      return value === true ? ask(list) : value === false ? null : notUnderstood(node)
    if (comparesWithEntry(test, origin, /^!==?$/))
      return value === false ? ask(list) : value === true ? null : notUnderstood(node)
    return notUnderstood(node)
  }

  /** A walk over a list whose result depends on the origin: `list.map((entry) => entry !== origin).indexOf(true)`. */
  function isOfWalk(node: Node): boolean {
    const list = /^(?:Optional)?MemberExpression$/.test(node.type) && 'object' in node ? (node.object as Node) : node
    const receiver = receiverOf(list)
    return receiver !== null && /Call/.test(receiver.type) && origin.reaches(receiver)
  }

  /** The function of `list.filter(…).length`. */
  function filterCounted(node: Node): Node | null {
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null
    const filtered = node.property.type === 'Identifier' && node.property.name === 'length' ? node.object : null
    if (filtered === null || methodOf(filtered) !== 'filter' || !('arguments' in filtered)) return null
    return (filtered.arguments[0] as Node | undefined) ?? null
  }

  /** `list` of `list.every((entry) => entry !== origin)`. */
  function listAvoided(node: Node): Node | null {
    if (node.type !== 'CallExpression' || methodOf(node) !== 'every' || node.arguments.length !== 1) return null
    return comparesWithEntry(node.arguments[0] as Node, origin, /^!==?$/) ? receiverOf(node) : null
  }

  /** `list.some((entry) => entry !== origin)`, `list.map((entry) => entry === origin).includes(false)`. */
  function isMetByAll(node: Node): boolean {
    if (node.type !== 'CallExpression' || node.arguments[0] === undefined) return false
    const method = methodOf(node) ?? ''
    if (/^(?:some|find|findLast)$/.test(method)) return isMetByStrangers(node.arguments[0], origin)
    const receiver = receiverOf(node)
    return method === 'includes' && methodOf(receiver as Node) === 'map' && origin.reaches(receiver as Node)
  }

  function listIndexed(node: Node): Node | null {
    if (node.type !== 'CallExpression' || node.arguments.length !== 1) return null
    const receiver = receiverOf(node)
    if (/^find(?:Last)?Index$/.test(methodOf(node) ?? ''))
      return comparesWithEntry(node.arguments[0] as Node, origin) ? receiver : null
    if (!/^(?:lastIndexOf|indexOf)$/.test(methodOf(node) ?? '')) return null
    return receiver !== null && origin.is(node.arguments[0] as Node) && !origin.is(receiver) ? receiver : null
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
          if (id.type !== 'Identifier') onlyAsksList = false
          else if (init == null || !origin.is(init)) variables.set(id.name, init == null ? false : truth(init))
        }
        return false
      case 'ExpressionStatement':
        if (statement.expression.type === 'AssignmentExpression') assign(statement.expression, certain)
        else if (!/^console\s*\./.test(tree.sourceOf(statement))) onlyAsksList = false
        return false
      case 'EmptyStatement':
        return false
      default: {
        onlyAsksList = false
        const known = statement.type === 'SwitchStatement' ? elseOf(statement) : null
        if (known !== null) return walk(known, certain)
        // The statements in loops, switches and try may run.
        const before = allows
        const ends = blocksIn(tree, statement).map((block) => step(block, false))
        if (allows !== before && allows !== false) unclearAt ??= statement
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
  const [list, second] = lists.values()
  return {
    allows: allows ?? false,
    mayNotAnswer: ended !== true,
    unclearAt,
    onlyAsksList: onlyAsksList && list !== undefined && second === undefined,
    list: second === undefined ? (list ?? null) : null,
  }
}

interface HelperAnswer {
  readonly allows: Truth
  readonly isUnclear: boolean
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

/** A function whose call gives an object, whatever it answers in the end. */
const isLater = ({ called }: Helper) => called.async === true || called.generator === true

const isText = (node: Node) =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'String'

/** `origin` of `Boolean(origin)`. */
function conversionOf(node: Node): Node | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null
  const [only, second] = node.arguments
  return /^(?:Boolean|String)$/.test(node.callee.name) && second === undefined ? (only ?? null) : null
}

/** `asked === false`, `asked !== null`: compares with a value that means no. */
const isAnswer = (value: unknown, asked: Node) =>
  typeof value === 'boolean' ||
  ((value === null || value === undefined) && /^(?:Optional)?(?:Call|Await)Expression$/.test(asked.type))

/** `new URL(origin).protocol`, `origin.length`. */
function saysNoHost(node: Node): boolean {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false
  return node.property.type === 'Identifier' && /^(?:protocol|port|length)$/.test(node.property.name)
}

/** `a || b`: whether `a` is there, and what each allows. */
function either(isThere: Truth, left: Truth, right: Truth): Truth {
  if (isThere === true) return left
  if (isThere === false) return right
  return left === right ? left : 'unknown'
}

const STILL_TEXT = new Set(['toLowerCase', 'trim', 'replace', 'toString'])

const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

function blocksIn(tree: SyntaxTree, statement: Node): Node[] {
  if (/^(?:For|While|DoWhile|Labeled)/.test(statement.type)) return [(statement as unknown as { body: Statement }).body]
  if (statement.type === 'TryStatement')
    return [statement.block, statement.handler?.body, statement.finalizer].filter((block) => block != null)
  if (statement.type === 'SwitchStatement') return statement.cases.flatMap((one) => one.consequent)
  return tree.childrenOf(statement).filter(({ type }) => type === 'BlockStatement')
}
