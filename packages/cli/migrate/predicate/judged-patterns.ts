/** Finds tests of the origin inside a predicate that allow other people's origins too. */
import type { Function as FunctionNode, Node, VariableDeclarator } from '@babel/types'
import { checkOptions } from 'corskit'
import { type Decision, decisionOf } from '../finding.ts'
import { staticValue } from '../syntax/static-value.ts'
import { isInside, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { askedOfText } from './origin-in-text.ts'

export function judgedPatterns(tree: SyntaxTree, predicate: FunctionNode, origin: AskedOrigin): Decision[] {
  const decisions: Decision[] = []
  const judged = new Set<RegExp>()
  for (const node of tree.nodes) {
    if (!isInside(tree, node, predicate)) continue
    if (node.type === 'RegExpLiteral' && !rewrites(tree, node)) decisions.push(...regExpDecisions(tree, node))
    if (madeRegExp(node) && !rewrites(tree, node)) decisions.push(...madeDecisions(tree, node, origin))
    if (node.type === 'StringLiteral' && node.value === 'null') decisions.push(namesNull(tree, node))
    if (node.type === 'Identifier' && tree.mentionsOf(node.name).includes(node)) {
      for (const value of regExpsOf(staticValue(tree, node)?.value)) {
        if (!judged.has(value)) decisions.push(...issuesOf(tree, node, value))
        judged.add(value)
      }
    }
    const test = partialTest(tree, node, origin) ?? comparedPart(tree, node, origin) ?? askedOfText(tree, node, origin)
    if (test !== null) decisions.push(test)
  }
  return unique(decisions)
}

const unique = (decisions: Decision[]) => [
  ...new Map(decisions.map((one) => [`${one.line} ${one.code}`, one])).values(),
]

const regExpsOf = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter((entry) => entry instanceof RegExp)

/** `.replace(/\/$/, '')` and `.split(/,/)` only change a text, and do not decide. */
function rewrites(tree: SyntaxTree, node: Node): boolean {
  const call = tree.parentOf(node)
  return call !== null && /^(?:replace|replaceAll|split)$/.test(methodOf(call) ?? '')
}

function regExpDecisions(tree: SyntaxTree, node: Node): Decision[] {
  const regExp = staticValue(tree, node)
  if (regExp !== null) return issuesOf(tree, node, regExp.value)
  return [
    {
      code: 'predicate-not-understood',
      line: tree.lineOf(node),
      message: 'this version of Node does not know this RegExp',
      instead: 'origin: (origin, request) => boolean, or a promise of it; only true allows',
    },
  ]
}

const madeRegExp = (node: Node) =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') &&
  node.callee.type === 'Identifier' &&
  node.callee.name === 'RegExp'

/** `new RegExp(…)`: what it matches may only be known when the app runs. */
function madeDecisions(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision[] {
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

const issuesOf = (tree: SyntaxTree, node: Node, origin: unknown) =>
  checkOptions({ origin }).issues.map((issue) => decisionOf(issue, tree.lineOf(node)))

const PARTIAL = new Set(['includes', 'indexOf', 'startsWith', 'endsWith', 'search', 'lastIndexOf'])

function partialTest(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null
  if (node.property.type !== 'Identifier' || !PARTIAL.has(node.property.name)) return null
  if (!origin.is(node.object) && !isPartOf(tree, node.object, origin)) return null
  const call = tree.parentOf(node)
  const part = call !== null && 'arguments' in call ? call.arguments[0] : undefined
  const text = part === undefined ? null : staticValue(tree, part as Node)?.value
  if (typeof text === 'string' && endsWithHost(node.property.name, text)) return null
  return matchedInPart(tree, node, node.property.name, text)
}

const matchedInPart = (tree: SyntaxTree, node: Node, how: string, text: unknown): Decision => ({
  code: 'origin-matched-in-part',
  line: tree.lineOf(node),
  message: `${how} looks at a part of the origin, and other people's origins can have that part too`,
  instead: `a pattern: origin: [${patternFor(text)}]`,
})

const CUTS = /^(?:slice|substring|substr|at|charAt|charCodeAt|codePointAt)$/

/** `origin.slice(0, 8) === 'https://'`, `origin[0] === 'h'`. */
function comparedPart(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision | null {
  if (node.type !== 'BinaryExpression' || !/^(?:[=!]==?|[<>]=?)$/.test(node.operator)) return null
  for (const [side, other] of [[node.left, node.right] as const, [node.right, node.left] as const]) {
    const method = methodOf(side)
    const whole = letterOf(side) ?? (CUTS.test(method ?? '') ? receiverOf(side) : null)
    if (whole === null || !isPartOf(tree, whole, origin)) continue
    const text = staticValue(tree, other)?.value
    if (typeof text === 'string' && isEndOf(tree, side, text) && endsWithHost('endsWith', text)) continue
    return matchedInPart(tree, node, method ?? 'an index', text)
  }
  return null
}

/** `origin` of `origin[0]`; `origin.split(':')[0]` is a whole part. */
function letterOf(node: Node): Node | null {
  if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'NumericLiteral') return null
  return /^(?:split|match|exec)$/.test(methodOf(node.object) ?? '') ? null : node.object
}

/** `origin.slice(-12) === '.example.com'`: the same as `endsWith`. */
function isEndOf(tree: SyntaxTree, call: Node, text: string): boolean {
  if (call.type !== 'CallExpression' || !/^(?:slice|substr)$/.test(methodOf(call) ?? '')) return false
  const [from, to] = call.arguments
  return from !== undefined && to === undefined && staticValue(tree, from)?.value === -text.length
}

/** A text that is made of the origin: `new URL(origin).hostname`, or a variable that was set to it. */
function isPartOf(tree: SyntaxTree, node: Node, origin: AskedOrigin, depth = 0): boolean {
  if (depth > DEEPEST) return false
  if (origin.is(node)) return true
  if (node.type !== 'Identifier') return madeOf(node).some((part) => isPartOf(tree, part, origin, depth + 1))
  const declarations = tree.mentionsOf(node.name).flatMap((mention) => declaratorOf(tree, mention))
  const [only] = declarations
  return declarations.length === 1 && only?.init != null && isPartOf(tree, only.init, origin, depth + 1)
}

const DEEPEST = 10

/** The parts of which a text is made. The argument of a list's method is not one of them. */
function madeOf(node: Node): Node[] {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return [node.object]
    case 'NewExpression':
      return [...node.arguments]
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const receiver = receiverOf(node)
      // `parse(origin)` and `origin.toLowerCase()`.
      return receiver === null || /^url$/i.test(receiver.type === 'Identifier' ? receiver.name : '')
        ? [...node.arguments]
        : [receiver]
    }
    case 'LogicalExpression':
      return [node.left, node.right]
    default:
      return []
  }
}

/** The declaration of a variable, on its own or in `const { hostname } = …`. */
function declaratorOf(tree: SyntaxTree, mention: Node): VariableDeclarator[] {
  let outer = tree.parentOf(mention)
  while (outer !== null && /^(?:ObjectProperty|ObjectPattern|AssignmentPattern)$/.test(outer.type))
    outer = tree.parentOf(outer)
  return outer?.type === 'VariableDeclarator' && outer.init !== mention ? [outer] : []
}

/** Whether nobody else's origin can have this part: it is the whole host, or a dot and a whole domain. */
function endsWithHost(method: string, text: string): boolean {
  if (method === 'startsWith')
    return /^https?:\/\/[^:/?#\s]+:\d*$/.test(text) && isAccepted(`${text.replace(/:\d*$/, '')}:*`)
  return method === 'endsWith' && /^\.[\w.-]+(?::\d+)?$/.test(text) && isAccepted(`https://*${text}`)
}

const isAccepted = (origin: string) => checkOptions({ origin }).issues.length === 0

function patternFor(text: unknown): string {
  if (typeof text === 'string') {
    if (/localhost|127\.0\.0\.1/.test(text)) return `'http://${/127/.test(text) ? '127.0.0.1' : 'localhost'}:*'`
    const domain = /^(?:https?:\/\/)?\.?([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/?$/.exec(text)?.[1]
    if (domain !== undefined && isAccepted(`https://*.${domain}`)) return `'https://${domain}', 'https://*.${domain}'`
  }
  return "'https://app.example.com', 'https://*.example.com'"
}

function namesNull(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'origin-null',
    line: tree.lineOf(node),
    message: 'this lets the origin null in, which any site can have; corskit never allows it',
    instead: "without 'null'",
  }
}
