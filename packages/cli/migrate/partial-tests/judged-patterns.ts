/** Finds tests of the origin inside a predicate that allow other people's origins too. */
import type { Function as FunctionNode, Node } from '@babel/types'
import { checkOptions } from 'corskit'
import type { Decision } from '../finding.ts'
import type { AskedOrigin } from '../predicate/asked-origin.ts'
import { ofOtherFile, unclear } from '../predicate/decisions.ts'
import type { AskedHelpers, ReachedHelper } from '../predicate/helpers.ts'
import { isPartOf } from '../predicate/origin-part.ts'
import { staticValue } from '../syntax/static-value.ts'
import { isInside, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { openEnd } from './ends-with-dot.ts'
import { madeDecisions, madeRegExp, namedDecisions, regExpDecisions, rewrites } from './judged-regexps.ts'
import { loosePart, splitOf } from './loose-parts.ts'
import { askedOfText, isText } from './origin-in-text.ts'
import { strangerAdmitted } from './witness.ts'

/** Of a predicate and of the functions that it asks. */
export function judgedPatterns(
  tree: SyntaxTree,
  predicate: FunctionNode,
  origin: AskedOrigin,
  { helpers }: AskedHelpers,
): Decision[] {
  const asked = helpers.flatMap((helper) =>
    patternsIn(helper.tree, helper.called, helper.origin, textsGiven(helper)).map((decision) =>
      helper.tree === tree ? decision : ofOtherFile(decision, helper.tree, tree.lineOf(helper.from)),
    ),
  )
  return unique([...patternsIn(tree, predicate, origin), ...asked])
}

/** Whether a name in a helper is a parameter that gets a text: `isIn(process.env.ORIGINS, origin)`. */
function textsGiven({ called, call, callTree }: ReachedHelper): (name: Node) => boolean {
  const texts = new Set(
    called.params.flatMap((parameter, index) => {
      const argument = call.arguments[index] as Node | undefined
      return parameter.type === 'Identifier' && argument !== undefined && isText(callTree, argument)
        ? [parameter.name]
        : []
    }),
  )
  return (name) => name.type === 'Identifier' && texts.has(name.name)
}

function patternsIn(
  tree: SyntaxTree,
  predicate: FunctionNode,
  origin: AskedOrigin,
  isGivenText?: (name: Node) => boolean,
): Decision[] {
  const decisions: Decision[] = []
  const judged = new Set<RegExp>()
  for (const node of tree.nodes) {
    if (!isInside(tree, node, predicate)) continue
    if (node.type === 'RegExpLiteral' && !rewrites(tree, node)) decisions.push(...regExpDecisions(tree, node))
    if (madeRegExp(node) && !rewrites(tree, node)) decisions.push(...madeDecisions(tree, node, origin))
    if (node.type === 'StringLiteral' && node.value === 'null') decisions.push(namesNull(tree, node))
    decisions.push(...namedDecisions(tree, node, judged))
    if (asksUrlPattern(tree, node)) decisions.push(unclear(tree, node, OF_URL_PATTERN))
    const test =
      partialTest(tree, node, origin) ??
      comparedPart(tree, node, origin) ??
      (asksForEnd(tree, node, origin) ? null : askedOfText(tree, node, origin, isGivenText))
    const loose = test === null ? loosePart(tree, node, origin) : null
    if (test !== null) decisions.push(test)
    if (loose !== null) decisions.push(matchedInPart(tree, node, loose, undefined, () => false))
  }
  return decisions
}

const OF_URL_PATTERN =
  'a URLPattern decides here, and this command does not read it: `*example.com` has evilexample.com in it too'

/** A test that is none of a RegExp, in a file that makes URLPatterns. */
function asksUrlPattern(tree: SyntaxTree, node: Node): boolean {
  if (!/^(?:test|exec)$/.test(methodOf(node) ?? '') || !/\bURLPattern\b/.test(tree.text)) return false
  const receiver = receiverOf(node)
  return receiver !== null && !(staticValue(tree, receiver)?.value instanceof RegExp)
}

const unique = (decisions: Decision[]) => [
  ...new Map(decisions.map((one) => [`${one.line} ${one.code} ${placeIn(one)}`, one])).values(),
]

/** The other file and its line, where a decision is about one. */
const placeIn = ({ message }: Decision) => /^\S+:\d+(?=: )/.exec(message)?.[0] ?? ''

const PARTIAL = new Set(['includes', 'indexOf', 'startsWith', 'endsWith', 'search', 'lastIndexOf'])
/** They take a RegExp, or make one of a text, which matches anywhere. */
const MATCHES = /^match(?:All)?$/

function partialTest(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null
  if (node.property.type !== 'Identifier') return null
  const call = tree.parentOf(node)
  const part = call !== null && 'arguments' in call ? call.arguments[0] : undefined
  const isOfText = part !== undefined && MATCHES.test(node.property.name) && isText(tree, part as Node)
  if (!PARTIAL.has(node.property.name) && !isOfText) return null
  if (!origin.is(node.object) && !isPartOf(tree, node.object, origin)) return null
  const text = part === undefined ? null : staticValue(tree, part as Node)?.value
  // The RegExp itself is judged.
  if (node.property.name === 'search' && text instanceof RegExp) return null
  if (typeof text === 'string' && endsWithHost(node.property.name, text)) return null
  const { name } = node.property
  const isWhole = origin.is(node.object)
  const judged = (known: unknown) =>
    matchedInPart(tree, node, name, known, (asked) =>
      admitsPart(name, isWhole ? asked : new URL(asked).hostname, known),
    )
  const open =
    name === 'endsWith' && part !== undefined && typeof text !== 'string' ? openEnd(tree, part as Node) : null
  if (open === null) return judged(text)
  if (endsWithHost(name, open.tail)) return null
  const loose = open.ends?.find((end) => !endsWithHost(name, end))
  if (loose !== undefined) return judged(loose)
  return open.ends === null ? endNotKnown(tree, node) : null
}

/** `host.endsWith('.' + domain)` is judged at `host.endsWith`. */
function asksForEnd(tree: SyntaxTree, node: Node, origin: AskedOrigin): boolean {
  const receiver = methodOf(node) === 'endsWith' ? receiverOf(node) : null
  const [part] = 'arguments' in node ? (node.arguments as Node[]) : []
  return receiver !== null && part !== undefined && isPartOf(tree, receiver, origin) && openEnd(tree, part) !== null
}

function endNotKnown(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'origin-matched-in-part',
    line: tree.lineOf(node),
    message:
      'endsWith asks for a domain that is not written here: where that is a public suffix (vercel.app, co.uk) or empty, origins of other people end with it too',
    instead: "the domains, written out: origin: ['https://example.com', 'https://*.example.com']",
  }
}

/** `origin.endsWith('example.com')`, and `origin.indexOf('example.com') > -1`. */
function admitsPart(method: string, asked: string, text: unknown): boolean {
  if (typeof text !== 'string') return false
  if (method === 'startsWith') return asked.startsWith(text)
  return method === 'endsWith' ? asked.endsWith(text) : asked.includes(text)
}

function matchedInPart(
  tree: SyntaxTree,
  node: Node,
  how: string,
  text: unknown,
  admits: (origin: string) => boolean,
): Decision {
  const stranger = typeof text === 'string' ? strangerAdmitted(text, admits) : null
  const example = stranger === null ? '' : `: ${stranger}`
  return {
    code: 'origin-matched-in-part',
    line: tree.lineOf(node),
    message: `${how} looks at a part of the origin, and other people's origins can have that part too${example}`,
    instead: `a pattern: origin: [${patternFor(text)}]`,
  }
}

const CUTS = /^(?:slice|substring|substr|at|charAt|charCodeAt|codePointAt)$/

/** `origin.slice(0, 8) === 'https://'`, `origin[0] === 'h'`. */
function comparedPart(tree: SyntaxTree, node: Node, origin: AskedOrigin): Decision | null {
  if (node.type !== 'BinaryExpression' || !/^(?:[=!]==?|[<>]=?)$/.test(node.operator)) return null
  for (const [side, other] of [[node.left, node.right] as const, [node.right, node.left] as const]) {
    const method = methodOf(side)
    const whole = labelOf(tree, side) ?? letterOf(side) ?? (CUTS.test(method ?? '') ? receiverOf(side) : null)
    if (whole === null || !isPartOf(tree, whole, origin)) continue
    const text = staticValue(tree, other)?.value
    if (typeof text === 'string' && isEndOf(tree, side, text) && endsWithHost('endsWith', text)) continue
    return matchedInPart(tree, node, method ?? 'an index', text, (asked) => comparesPart(tree, side, text, asked))
  }
  return null
}

/** Whether this part of an origin is the text that it is compared with. */
function comparesPart(tree: SyntaxTree, side: Node, text: unknown, asked: string): boolean {
  if (side.type !== 'CallExpression') return asked[0] === text
  const [from, to] = side.arguments.map((argument) => staticValue(tree, argument)?.value)
  if (typeof from !== 'number' || (to !== undefined && typeof to !== 'number')) return false
  const end = methodOf(side) === 'substr' && to !== undefined ? from + to : to
  return asked.slice(from, end) === text
}

/** `origin` of `origin[0]`; `origin.split(':')[0]` is a whole part. */
function letterOf(node: Node): Node | null {
  if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'NumericLiteral') return null
  return /^(?:split|match|exec)$/.test(methodOf(node.object) ?? '') ? null : node.object
}

/** `origin` of `origin.split('.')[1]` and `origin.split('.').pop()`: one label says nothing about the others. */
function labelOf(tree: SyntaxTree, side: Node): Node | null {
  const split = splitOf(side)?.call
  if (split?.type !== 'CallExpression') return null
  const [separator] = split.arguments
  return separator !== undefined && staticValue(tree, separator)?.value === '.' ? receiverOf(split) : null
}

/** `origin.slice(-12) === '.example.com'`: the same as `endsWith`. */
function isEndOf(tree: SyntaxTree, call: Node, text: string): boolean {
  if (call.type !== 'CallExpression' || !/^(?:slice|substr)$/.test(methodOf(call) ?? '')) return false
  const [from, to] = call.arguments
  return from !== undefined && to === undefined && staticValue(tree, from)?.value === -text.length
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
    message: 'this asks for the origin null, which any site can have; corskit never allows it',
    instead: "without 'null': corskit refuses it by itself",
  }
}
