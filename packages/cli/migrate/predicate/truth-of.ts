/** What expressions of a predicate say of an origin, and what they look at. */
import type { Node } from '@babel/types'
import { constantOf, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { memberName, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { isBoolean } from './answers/boolean-text.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { type Helper, helperAt } from './helpers.ts'
import { holdsOrigin } from './holds-origin.ts'
import { isPartOf } from './origin-part.ts'
import { compare, sameOf, type Truth } from './questions/compared-values.ts'
import { comparesWithEntry, isMetByStrangers } from './questions/entry-tests.ts'
import { askedList, isAlwaysThere, looksAtOrigin, valuesGiven } from './questions/list-questions.ts'
import {
  filterCounted,
  holderAsked,
  isMetByAll,
  isOfWalk,
  listAsked,
  listAvoided,
  listIndexed,
} from './questions/looks-into.ts'
import { conversionOf, either, isAnswer, isText, not, STILL_TEXT, saysNoHost } from './read-nodes.ts'

/** What was seen of a predicate so far. */
export interface Seen {
  /** The lists that it asks, by their source. */
  readonly lists: Map<string, Node>
  /** What its own variables hold. */
  readonly variables: Map<string, Truth>
  /** Whether it only looks at lists, and does nothing else. */
  onlyAsksList: boolean
  /** The first expression or statement that is not understood. */
  unclearAt: Node | null
}

/** What a function that the predicate calls answers. */
export interface HelperAnswer {
  readonly allows: Truth
  readonly isUnclear: boolean
}

export interface TruthReader {
  /** Whether an expression is truthy. */
  truth(node: Node, isAwaited?: boolean): Truth
  /** Whether an answer allows the origin. */
  answered(node: Node): Truth
}

/**
 * @param member whether the origin is in the lists that the predicate looks at
 * @param awaits whether a promise of an answer is waited for; where it is not, it means yes
 */
export function createTruthReader(
  tree: SyntaxTree,
  origin: AskedOrigin,
  member: boolean,
  awaits: boolean,
  seen: Seen,
  judgeHelper: (helper: Helper, awaits: boolean) => HelperAnswer,
): TruthReader {
  return { truth, answered }

  function truth(given: Node, isAwaited = false): Truth {
    const node = withoutTypes(given)
    const known = staticValue(tree, node)
    if (known !== null) return !!known.value
    if (origin.is(node)) return true
    if (isAlwaysThere(node, isAwaited)) {
      seen.onlyAsksList = false
      return true
    }
    switch (node.type) {
      case 'Identifier':
        return seen.variables.get(node.name) ?? other(node)
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
        const list = listAsked(node, origin)
        if (list !== null) return ask(list)
        const holder = holderAsked(node, origin)
        const anyway = holder === null ? null : found(holder, node)
        if (anyway !== null) return anyway
        // -1 says that the origin is not in the list, and it is truthy when it is not compared.
        if (listIndexed(node, origin) !== null) {
          seen.onlyAsksList = false
          return member ? 'unknown' : true
        }
        const avoided = listAvoided(node, origin)
        if (avoided !== null) return not(ask(avoided))
        const compared = comparedList(node)
        if (compared !== null) return compared
        if (isMetByAll(node, origin)) {
          seen.onlyAsksList = false
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
        if (isChangedOrigin(node) || isHostOfOrigin(node)) {
          seen.onlyAsksList = false
          return true
        }
        const helper = helperAt(tree, node, origin)
        if (helper !== null) return askHelper(helper, node, isAwaited)
        return looksAtOrigin(tree, node, origin) ? other(node) : notAboutOrigin()
      }
    }
  }

  /** `origin.trim()`, `origin?.replace(…).toLowerCase()`. */
  function isChangedOrigin(node: Node): boolean {
    const receiver = receiverOf(node)
    if (receiver === null || !STILL_TEXT.has(methodOf(node) ?? '')) return false
    return origin.is(receiver) || isChangedOrigin(withoutTypes(receiver))
  }

  /** `new URL(origin).hostname`: never empty. */
  function isHostOfOrigin(node: Node): boolean {
    return /^(?:hostname|host|origin|href|protocol)$/.test(memberName(node) ?? '') && isPartOf(tree, node, origin)
  }

  /** What a function that is called here answers. */
  function askHelper(helper: Helper, call: Node, isAwaited: boolean): Truth {
    seen.onlyAsksList = false
    if (!isAwaited && isLater(helper)) return true
    const known = judgeHelper(helper, isAwaited)
    if (known.isUnclear) seen.unclearAt ??= call
    return known.allows
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
    seen.onlyAsksList = false
    return known === '*'
  }

  /** An expression that is not understood. If it depends on the origin, it is taken to say no to an unknown one. */
  function other(node: Node): Truth {
    seen.onlyAsksList = false
    return origin.reaches(node) ? false : 'unknown'
  }

  /** The origin is always found in what it was put into. */
  function found(list: Node, place: Node): Truth | null {
    const held = holdsOrigin(tree, list, origin)
    if (held === false) return null
    seen.onlyAsksList = false
    if (held === 'unknown') seen.unclearAt ??= place
    return member ? true : held
  }

  function notAboutOrigin(): Truth {
    seen.onlyAsksList = false
    return 'unknown'
  }

  /** `String(…)` of nothing is a text too. */
  function textOf(converted: Node, node: Node): Truth {
    seen.onlyAsksList = false
    const given = valuesGiven(tree, converted, origin, member)
    return given === null ? (origin.is(converted) ? true : other(node)) : given.every((value) => String(value) !== '')
  }

  function notUnderstood(node: Node): Truth {
    seen.onlyAsksList = false
    seen.unclearAt ??= node
    return 'unknown'
  }

  function ask(list: Node): Truth {
    const anyway = found(list, list)
    if (anyway !== null) return anyway
    seen.lists.set(tree.sourceOf(list), list)
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
    if (known === not(strange ?? 'unknown')) seen.lists.set(tree.sourceOf(list), list)
    else seen.onlyAsksList = false
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
      const holder = holderAsked(node, origin)
      return (holder === null ? null : found(holder, node)) ?? other(node)
    }
    if (left.type === 'UnaryExpression' && left.operator === 'typeof' && origin.is(left.argument)) {
      return (staticValue(tree, right)?.value === 'string') === /^===?$/.test(operator)
    }
    if (!origin.reaches(left) && !origin.reaches(right)) return other(node)
    // Any site can have this scheme, port or length.
    if ([left, right].some((side) => saysNoHost(tree, side) && isPartOf(tree, side, origin))) {
      seen.onlyAsksList = false
      return true
    }
    const isIndexOfOther =
      left.type === 'CallExpression' &&
      /^find(?:Last)?Index$/.test(methodOf(left) ?? '') &&
      left.arguments[0] !== undefined &&
      isMetByStrangers(left.arguments[0], origin)
    if (isIndexOfOther) {
      seen.onlyAsksList = false
      return !/^(?:===?|<=?)$/.test(operator)
    }
    // `list.filter((entry) => entry !== origin).length > 0`
    const others = filterCounted(left)
    if (others !== null && isMetByStrangers(others, origin) && /^(?:>0|>=1|!==?0)$/.test(operator + number)) {
      seen.onlyAsksList = false
      return true
    }
    // Any site can have a name that comes before or behind another one.
    if (/^[<>]=?$/.test(operator) && (origin.is(left) || origin.is(right))) {
      seen.onlyAsksList = false
      return true
    }
    const about = origin.is(left) ? right : origin.is(right) ? left : null
    const same = about !== null && /^[=!]==?$/.test(operator) ? found(about, node) : null
    if (same !== null) return operator.startsWith('=') ? same : not(same)
    const isOfParts = [left, right].some((side) => isPartOf(tree, side, origin))
    if (
      about === null &&
      !isOfParts &&
      (!/^===?$/.test(operator) || [left, right].some((side) => isOfWalk(side, origin)))
    )
      return notUnderstood(node)
    const value = about === null ? null : staticValue(tree, about)
    if (value === null || (value.value !== undefined && value.value !== null && value.value !== ''))
      seen.onlyAsksList = false
    return /^!==?$/.test(operator)
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
}

/** Whether its call gives a promise or a generator, which count as true whatever they give in the end. */
const isLater = ({ called }: Helper) => called.async === true || called.generator === true
