/** What a program does with the name of a header: what it sets it to, or nothing. */
import type { Node } from '@babel/types'
import { keyOf, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { headerName, isHeaderName } from './header-names/header-name.ts'

/**
 * What the header is set to; `null` where it is only read or named. A call that is not known to read is taken to write,
 * because headers are also written by functions of the app's own.
 * @param isWhole whether the value stands in the same text: `'Access-Control-Allow-Origin: *'`
 */
export function setTo(tree: SyntaxTree, node: Node, isWhole: boolean): Node | null {
  const place = throughChoices(tree, node)
  const parent = tree.parentOf(place)
  switch (parent?.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression': {
      const index = parent.arguments.indexOf(place as never)
      if (index < 0 || isReader(tree, parent)) return null
      return parent.arguments[index + 1] ?? (isWhole || /^(?:push|unshift)$/.test(methodOf(parent) ?? '') ? node : null)
    }
    case 'ObjectMethod':
      return parent.key === place ? parent.body : null
    case 'ObjectProperty': {
      if (parent.key === place) return isInPattern(tree, parent) ? null : parent.value
      // { key: 'Access-Control-Allow-Origin', value: '*' }
      const object = tree.parentOf(parent)
      if (object?.type !== 'ObjectExpression') return null
      const named = object.properties.find((other) => other.type === 'ObjectProperty' && keyOf(other) === 'value')
      return named?.type === 'ObjectProperty' ? named.value : null
    }
    case 'MemberExpression': {
      const assignment = tree.parentOf(parent)
      return assignment?.type === 'AssignmentExpression' && assignment.left === parent ? assignment.right : null
    }
    // `list[2] = 'Access-Control-Allow-Origin'`
    case 'AssignmentExpression':
      return parent.right === place && parent.left.type === 'MemberExpression' && parent.left.computed ? node : null
    case 'ArrayExpression':
      if (isListOfNames(tree, parent) && !isWhole) return null
      return parent.elements[parent.elements.indexOf(place as never) + 1] ?? node
    default:
      return null
  }
}

/** The whole of `isOpen ? name : other`, which is used where the name would be. */
function throughChoices(tree: SyntaxTree, node: Node): Node {
  let place = node
  for (let outer = tree.parentOf(place); outer !== null; outer = tree.parentOf(outer)) {
    const isChoice =
      (outer.type === 'ConditionalExpression' && outer.test !== place) ||
      /^(?:LogicalExpression|TSAsExpression|TSSatisfiesExpression|TSNonNullExpression)$/.test(outer.type)
    if (!isChoice) return place
    place = outer
  }
  return place
}

const isInPattern = (tree: SyntaxTree, property: Node) => tree.parentOf(property)?.type === 'ObjectPattern'

const READS =
  /^(?:get|getAll|getHeader|hasHeader|has|hasOwn\w*|includes|indexOf|lastIndexOf|startsWith|endsWith|match\w*|replace\w*|split|test|it|describe|equal\w*|strictEqual|deepEqual|is|property|log|error|warn|info|debug|expect|to[A-Z]\w*|assert\w*|getResponseHeader|getRequestHeader|\w*Error)$/

/** A call that asks about a header, prints its name, or is a part of a test. */
export function isReader(tree: SyntaxTree, call: Node): boolean {
  if (!('callee' in call)) return false
  const callee = tree.sourceOf(call.callee as Node)
  const name = call.type === 'NewExpression' ? callee : (methodOf(call) ?? callee)
  return READS.test(name) || /^(?:expect|assert|should|console|log(?:ger)?)\b/.test(callee)
}

const ONE_WORD =
  /^(?:accept|age|allow|authorization|connection|cookie|date|etag|expires|host|link|location|origin|pragma|range|referer|server|vary|via)$/i

/** `['Access-Control-Allow-Origin', 'Vary']`, where no header has a value. */
export function isListOfNames(tree: SyntaxTree, list: Node): boolean {
  if (list.type !== 'ArrayExpression') return false
  return list.elements.every((entry) => {
    if (entry === null) return false
    if (entry.type === 'SpreadElement') return true
    const name = headerName(tree, entry)
    return name !== null && (isHeaderName(name) || ONE_WORD.test(name) || /^[a-z]+(?:-[a-z0-9]+)+$/i.test(name))
  })
}

const LINE = /(?:^|\n)(access-control-[a-z-]+) *:/i

/** A header in the text of a whole answer, as a socket sends it; `null` where there is none. */
export function headerInText(tree: SyntaxTree, node: Node): string | null {
  const text = node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? node.value.cooked : null
  const name = text == null ? undefined : LINE.exec(text)?.[1]
  if (name === undefined || !isHeaderName(name)) return null
  for (let outer = tree.parentOf(node); outer !== null && !/Statement$/.test(outer.type); outer = tree.parentOf(outer))
    if (isReader(tree, outer)) return null
  return name
}
