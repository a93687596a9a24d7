/**
 * Finds the name of a header, however a source writes it: as a text, put together, as a constant, or as a member like
 * `ACCESS_CONTROL_ALLOW_ORIGIN`.
 */
import type { Node } from '@babel/types'
import { meaningOf } from '../../syntax/meaning.ts'
import { staticValue } from '../../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'

/** An expression that is put together is looked at as a whole; a constant, only where it is used. */
export function headerName(tree: SyntaxTree, node: Node): string | null {
  const parent = tree.parentOf(node)
  switch (node.type) {
    case 'StringLiteral':
      return isPart(parent) ? null : node.value
    case 'TemplateLiteral':
      return isPart(parent) ? null : (textOf(tree, node) ?? openName(node.quasis[0]?.value.raw))
    case 'BinaryExpression':
      return isPart(parent)
        ? null
        : (textOf(tree, node) ?? (node.left.type === 'StringLiteral' ? openName(node.left.value) : null))
    case 'Identifier':
      return isUse(node, parent) ? (textOf(tree, node) ?? meantText(tree, node) ?? named(node.name)) : null
    case 'MemberExpression':
      if (!isUse(node, parent)) return null
      return (node.property.type === 'Identifier' ? named(node.property.name) : null) ?? meantText(tree, node)
    case 'CallExpression': {
      // `NAME.toLowerCase()`
      const receiver = KEEPS_NAME.test(methodOf(node) ?? '') && isUse(node, parent) ? receiverOf(node) : null
      return receiver === null ? null : (textOf(tree, receiver) ?? meantText(tree, receiver))
    }
    default:
      return null
  }
}

/** Header names have no case. */
const KEEPS_NAME = /^(?:to(?:Locale)?(?:Lower|Upper)Case|toString|trim)$/

export const isHeaderName = (name: string) => NAMES.includes(name.toLowerCase())

const isPart = (parent: Node | null) => parent?.type === 'BinaryExpression' || parent?.type === 'TemplateLiteral'

/** An argument, an entry of a list, or a key in brackets. */
function isUse(node: Node, parent: Node | null): boolean {
  if (parent?.type === 'CallExpression' || parent?.type === 'OptionalCallExpression') return parent.callee !== node
  if (parent?.type === 'ArrayExpression') return true
  if (parent?.type === 'ObjectProperty') return parent.computed && parent.key === node
  return parent?.type === 'MemberExpression' && parent.computed && parent.property === node
}

function textOf(tree: SyntaxTree, node: Node): string | null {
  const known = staticValue(tree, node)?.value
  return typeof known === 'string' ? known : null
}

/** A constant of an object, a class, an enum or another file. */
function meantText(tree: SyntaxTree, node: Node): string | null {
  const meant = meaningOf(tree, node)
  return meant === null ? null : textOf(meant.tree, meant.node)
}

/** `Access-Control-Allow-${name}`: the name is not known, so the most important one is assumed. */
function openName(beginning = ''): string | null {
  return /^access-control-(?:allow-)?$/i.test(beginning) ? 'access-control-allow-origin' : null
}

/** `ACCESS_CONTROL_ALLOW_ORIGIN`, `AccessControlAllowOrigin`, `HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN`. */
function named(member: string): string | null {
  const letters = member
    .replaceAll('_', '')
    .toLowerCase()
    .replace(/^(?:http2?)?header/, '')
  return NAMES.find((name) => name.replaceAll('-', '') === letters) ?? null
}

const NAMES = [
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'access-control-allow-private-network',
  'access-control-expose-headers',
  'access-control-max-age',
]
