/**
 * What is done with the name of a header of CORS. Where it is not seen that the app only reads or compares the header,
 * it may write it, or take it away: no list of forms is complete, so what is not understood counts.
 */
import type { BinaryExpression, Node, SwitchStatement } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { meaningOf } from '../../syntax/meaning.ts'
import { staticValue } from '../../syntax/static-value.ts'
import {
  isInside,
  keyOf,
  lastNameOf,
  memberName,
  methodOf,
  ownerOf,
  receiverOf,
  type SyntaxTree,
} from '../../syntax/syntax-tree.ts'
import { isOfRequest } from '../of-request.ts'
import { isReader } from '../set-header.ts'
import { isOfAnswer } from '../taken-away.ts'

/** Names of members and places of lists from the outer one to that of the text; `null`: not known which. */
type Path = readonly (string | null)[]

/** A name goes through a few variables, but never through so many. */
const MAX_DEPTH = 30

/**
 * The place that may write the header, or take it away; `null` where all that is done with its name is known to read.
 * @param isTold whether a place is one that is told by itself
 */
export const mayBeWrittenAt = (tree: SyntaxTree, name: Node, isTold: (node: Node) => boolean): Node | null =>
  usesIn(tree, isTold, new Set()).flows(name, [], 0)

/** @param walked the variables that were looked at */
function usesIn(tree: SyntaxTree, isTold: (node: Node) => boolean, walked: Set<string>) {
  return { flows, isBound }

  function flows(node: Node, path: Path, depth: number): Node | null {
    const outer = tree.parentOf(node)
    if (outer === null || isTold(node)) return null
    if (depth > MAX_DEPTH) return node
    const next = (path: Path) => flows(outer, path, depth + 1)
    switch (outer.type) {
      case 'TemplateLiteral':
      case 'LogicalExpression':
      case 'SequenceExpression':
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
        return next(path)
      case 'SpreadElement': {
        const whole = tree.parentOf(outer)
        return whole?.type === 'ObjectExpression' ? flows(whole, path, depth + 1) : next(path.slice(0, -1))
      }
      case 'BinaryExpression':
        if (outer.operator === '+') return next(path)
        return /^===?$/.test(outer.operator) ? writtenWhere(ifAround(outer), otherSide(outer, node)) : null
      case 'SwitchCase': {
        const { cases, discriminant } = tree.parentOf(outer) as SwitchStatement
        // Cases without statements go on to the next one.
        const runs = cases.slice(cases.indexOf(outer)).find(({ consequent }) => consequent.length > 0)
        return writtenWhere(runs ?? null, discriminant)
      }
      case 'ConditionalExpression':
        return outer.test === node ? null : next(path)
      case 'VariableDeclarator':
        return outer.init === node ? isBound(outer.id, path, depth) : null
      case 'AssignmentPattern':
        return outer.right === node ? isBound(outer.left, path, depth) : null
      case 'AssignmentExpression':
        if (outer.right !== node) return null
        return outer.left.type === 'Identifier' ? (isBound(outer.left, path, depth) ?? next(path)) : outer
      case 'ForOfStatement':
        if (outer.right !== node) return null
        return outer.left.type === 'VariableDeclaration'
          ? isBound(outer.left.declarations[0]?.id ?? outer, path.slice(0, -1), depth)
          : outer
      case 'ArrayExpression':
        return next([...path, null])
      case 'ObjectProperty': {
        const object = tree.parentOf(outer)
        if (object?.type !== 'ObjectExpression' || LISTS_OF_NAMES.test(keyOf(outer) ?? '')) return null
        return outer.value === node ? flows(object, [...path, keyOf(outer)], depth + 1) : outer
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return outer.object === node ? hasMember(outer, path, depth) : isSet(outer) ? outer : null
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        return outer.callee === node ? null : isGiven(outer, node, path, depth)
      case 'ArrowFunctionExpression':
        return isAskedBy(outer) ? null : outer
      case 'ReturnStatement':
        return isAskedBy(ownerOf(tree, outer)) ? null : outer
      default:
        return READS_ONLY.test(outer.type) ? null : outer
    }
  }

  /** `if (key === NAME) response.set(key, value)`: the place in these statements that writes what is compared. */
  function writtenWhere(statements: Node | null, compared: Node): Node | null {
    const key = receiverOf(compared) ?? compared
    const declaration = key.type === 'Identifier' ? declarationAt(tree, key.name, key) : null
    if (statements === null || declaration === null) return null
    const found = mentionsOfDeclaration(tree, declaration).find((mention) => {
      const user = tree.parentOf(mention)
      if (user === null || !isInside(tree, mention, statements)) return false
      if (user.type === 'MemberExpression') return user.property === mention && isSet(user)
      return user.type === 'CallExpression' && user.arguments[0] === mention && SETS.test(lastNameOf(tree, user.callee))
    })
    return found ?? null
  }

  /** What runs where a comparison holds. */
  function ifAround(comparison: Node): Node | null {
    for (
      let inner = comparison, outer = tree.parentOf(inner);
      outer !== null;
      inner = outer, outer = tree.parentOf(outer)
    ) {
      if (outer.type === 'IfStatement') return outer.test === inner ? outer.consequent : null
      if (
        outer.type === 'LogicalExpression' &&
        outer.operator === '&&' &&
        outer.left === inner &&
        tree.parentOf(outer)?.type !== 'IfStatement'
      )
        return outer.right
      if (outer.type !== 'LogicalExpression') return null
    }
    return null
  }

  /** What is done with a variable, or with the variables of a pattern. */
  function isBound(id: Node, path: Path, depth: number): Node | null {
    const key = path.at(-1)
    switch (id.type) {
      case 'Identifier': {
        const declaration = declarationAt(tree, id.name, id)
        if (declaration === null) return id
        const walk = `${tree.name} ${declaration.name.start} ${JSON.stringify(path)}`
        if (walked.has(walk)) return null
        walked.add(walk)
        const statement = tree.parentOf(declaration.by)
        if (statement !== null && /^Export/.test(tree.parentOf(statement)?.type ?? '')) return id
        const mentions = mentionsOfDeclaration(tree, declaration).filter((mention) => mention !== id)
        return firstOf(mentions, (mention) => flows(mention, path, depth + 1))
      }
      case 'ObjectPattern':
        return firstOf(id.properties, (one) => {
          if (one.type === 'RestElement') return isBound(one.argument, path, depth + 1)
          const isOther = key != null && keyOf(one) !== null && keyOf(one) !== key
          return isOther ? null : isBound(one.value, path.slice(0, -1), depth + 1)
        })
      case 'ArrayPattern':
        return firstOf(id.elements, (one) => (one === null ? null : isBound(one, path.slice(0, -1), depth + 1)))
      case 'AssignmentPattern':
        return isBound(id.left, path, depth)
      case 'RestElement':
        return isBound(id.argument, path, depth)
      default:
        return id
    }
  }

  /** `value.member`, and `value.method(…)`. */
  function hasMember(member: Node, path: Path, depth: number): Node | null {
    const call = tree.parentOf(member)
    const name = memberName(member)
    if (call === null || !('callee' in call) || call.callee !== member) {
      const key = path.at(-1)
      const isOther = name !== null && ((key != null && key !== name) || /^(?:length|size)$/.test(name))
      return isOther || isSet(member) ? null : flows(member, path.slice(0, -1), depth + 1)
    }
    if (name === null) return call
    if (ASKS_TEXT.test(name)) return null
    if (KEEPS_TEXT.test(name)) return flows(call, KEEPS_PLACE.test(name) ? path : [], depth + 1)
    if (!WALKS.test(name)) return call
    const [walker] = 'arguments' in call ? (call.arguments as Node[]) : []
    if (walker === undefined) return call
    const own = functionOf(walker)
    if (own === null) return ASKS.test(lastNameOf(tree, walker)) ? null : call
    const parameters = own.parameters.slice(0, name === 'reduce' ? 2 : 1)
    const used = firstOf(parameters, (one) => own.isBound(one, path.slice(0, -1), depth + 1))
    if (used !== null) return own.isHere ? used : call
    return /^(?:filter|find|map|flatMap)$/.test(name) ? flows(call, path, depth + 1) : null
  }

  /** What a function does with it that gets it. */
  function isGiven(call: Node, node: Node, path: Path, depth: number): Node | null {
    if (!('callee' in call) || !('arguments' in call)) return call
    const callee = tree.sourceOf(call.callee as Node)
    const called = lastNameOf(tree, call.callee as Node)
    const own = isUsedBy(call, node, path, depth)
    if (own !== undefined) return own
    if (isReader(tree, call) || ASKS.test(called) || LISTS_OF_NAMES.test(called) || /^Api[A-Z]|^RegExp$/.test(called))
      return null
    const receiver = receiverOf(call)
    const isForRequest = (receiver !== null && !isOfAnswer(tree, receiver)) || isOfRequest(tree, node)
    if (isForRequest || isOfVary(tree, call, node)) return null
    if (/^(?:Object\.(?:freeze|seal|preventExtensions|assign)|String|structuredClone)$/.test(callee))
      return flows(call, path, depth + 1)
    if (/^(?:Object\.(?:values|entries|fromEntries)|Array\.(?:from|of)|Set|Map)$/.test(callee))
      return flows(call, [], depth + 1)
    return call
  }

  /** A function of the app, in place or by its name, also of another file. */
  function functionOf(called: Node) {
    const made = meaningOf(tree, called)
    if (made === null || !('params' in made.node)) return null
    const isHere = made.tree === tree
    const uses = isHere ? isBound : usesIn(made.tree, () => false, walked).isBound
    return { isHere, parameters: made.node.params as Node[], isBound: uses }
  }

  /** What a function of the app does with it, and with what it returns; `undefined` where it is another function. */
  function isUsedBy(call: Node, node: Node, path: Path, depth: number): Node | null | undefined {
    if (!('callee' in call) || !('arguments' in call) || call.type === 'NewExpression') return undefined
    const own = functionOf(call.callee as Node)
    if (own === null) return undefined
    const all = call.arguments as Node[]
    const parameter = own.parameters[all.indexOf(node)]
    if (parameter === undefined || all.some(({ type }) => type === 'SpreadElement')) return call
    const used = own.isBound(parameter, path, depth + 1)
    return used === null ? flows(call, [], depth + 1) : own.isHere ? used : call
  }

  /** Whether what a function returns is only yes or no, or nothing: `names.forEach((name) => …)`. */
  function isAskedBy(asker: Node | null): boolean {
    const call = asker === null ? null : tree.parentOf(asker)
    return call !== null && /^(?:forEach|some|every|filter|find|findIndex)$/.test(methodOf(call) ?? '')
  }

  /** Whether a member is what something is assigned to. */
  function isSet(member: Node): boolean {
    const outer = tree.parentOf(member)
    return outer !== null && outer.type === 'AssignmentExpression' && outer.left === member
  }
}

const otherSide = ({ left, right }: BinaryExpression, side: Node): Node => (left === side ? right : left)

function firstOf<T>(all: readonly T[], of: (one: T) => Node | null): Node | null {
  for (const one of all) {
    const found = of(one)
    if (found !== null) return found
  }
  return null
}

/** Options of a middleware that name the headers which pages may send or read, or which an answer keeps. */
const LISTS_OF_NAMES = /^(?:allow(?:ed)?|expose[ds]?|retained)_?headers$/i
const READS_ONLY =
  /^(?:ExpressionStatement|Directive|TSLiteralType|TS\w+Signature|JSX\w*|\w*IfStatement|UnaryExpression)$/
/** Names of functions that write a header. */
const SETS = /^(?:set|setHeader|header|append|appendHeader|add|addHeader|write\w*)$/
/** Names of functions that ask, print, or compare. */
const ASKS =
  /^(?:get|has|is|read|find|check|test|expect|assert|should|log|print|warn|debug|describe|compare)(?=[A-Z_]|$)/
const ASKS_TEXT =
  /^(?:includes|indexOf|lastIndexOf|startsWith|endsWith|search|localeCompare|charAt|charCodeAt|has|keys|push|unshift)$/
const KEEPS_TEXT =
  /^(?:to(?:Locale)?(?:Lower|Upper)Case|toString|trim\w*|valueOf|concat|slice|split|match|matchAll|join|replace|replaceAll|flat|sort|toSorted|reverse|values|entries|at|pop|shift|get)$/
const KEEPS_PLACE = /^(?:to\w+|trim\w*|valueOf|slice|sort|reverse|replace|replaceAll)$/
const WALKS = /^(?:forEach|some|every|filter|map|flatMap|find|findIndex|reduce)$/

/** `response.append('Vary', …)`, `response.vary(…)`. */
function isOfVary(tree: SyntaxTree, call: Node, node: Node): boolean {
  const [first] = 'arguments' in call ? (call.arguments as Node[]) : []
  if (methodOf(call) === 'vary') return true
  const header = first === undefined || first === node ? null : staticValue(tree, first)?.value
  return typeof header === 'string' && /^vary$/i.test(header)
}
