/** The object of options that a call of the old middleware is given. */
import type { CallExpression, Identifier, MemberExpression, Node, ObjectExpression } from '@babel/types'
import type { Decision } from '../finding.ts'
import { isRegistered, type OldPackage } from '../old-package.ts'
import { fieldOf } from '../syntax/class-fields.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { shownSource } from '../syntax/shown-source.ts'
import { constantOf, isExported, staticValue, thawed } from '../syntax/static-value.ts'
import { isInside, keyOf, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { fieldObject } from './options-field.ts'
import { memberObject, memberOf } from './options-member.ts'

export type FoundOptions =
  | { readonly kind: 'none' }
  | { readonly kind: 'object'; readonly object: ObjectExpression }
  | { readonly kind: 'unknown'; readonly decision: Decision }

export function optionsOf(
  tree: SyntaxTree,
  call: CallExpression,
  old: OldPackage,
  calls: ReadonlySet<Node>,
  types: readonly Node[],
): FoundOptions {
  const given = isRegistered(old) ? call.arguments.slice(1) : call.arguments
  const [first] = given
  if (first === undefined) return { kind: 'none' }
  const node = thawed(tree, first)
  if (given.length > 1) return unknown(tree, call, old, 'there is a second argument')
  if (node.type === 'ObjectExpression') return { kind: 'object', object: node }
  const object =
    node.type === 'Identifier'
      ? namedObject(tree, node, calls, types, old)
      : node.type === 'MemberExpression'
        ? objectOfMember(tree, node, calls, types)
        : whatIs(tree, node)
  return typeof object === 'string' ? unknown(tree, call, old, object) : { kind: 'object', object }
}

function objectOfMember(
  tree: SyntaxTree,
  used: MemberExpression,
  calls: ReadonlySet<Node>,
  types: readonly Node[],
): ObjectExpression | string {
  const member = memberOf(used)
  if (member === null || fieldOf(tree, used) !== null) return fieldObject(tree, used, calls, types)
  const { name } = member.base
  const from = importedFrom(tree, name)
  return from === null ? memberObject(tree, used, member, calls) : `${name} comes from ${from}`
}

function namedObject(
  tree: SyntaxTree,
  used: Identifier,
  calls: ReadonlySet<Node>,
  types: readonly Node[],
  old: OldPackage,
): ObjectExpression | string {
  const { name } = used
  const from = importedFrom(tree, name)
  if (from !== null) return `${name} comes from ${from}`
  const declared = tree.mentionsOf(name).find((mention) => {
    const parent = tree.parentOf(mention)
    return (parent?.type === 'VariableDeclarator' || parent?.type === 'FunctionDeclaration') && parent.id === mention
  })
  if (declared === undefined) {
    const given = declarationAt(tree, name, used)
    return given === null
      ? `${name} is not declared in this file`
      : `${name} is given from elsewhere in line ${tree.lineOf(given.name)}`
  }
  const where = `${name} (line ${tree.lineOf(declared)})`
  if (isExported(tree, name)) return `${where} is exported, and other files may use it`
  const meant = constantOf(tree, used)
  if (tree.parentOf(declared)?.type === 'FunctionDeclaration') return `${where} is a function of the request`
  if (meant === null) return `${where} is changed after it was made`
  const object = thawed(tree, meant)
  if (object.type !== 'ObjectExpression') return `${where} ${whatIs(tree, object)}`
  const { typeAnnotation } = declared
  if (typeAnnotation != null && !types.some((type) => isInside(tree, type, typeAnnotation)))
    return `${where} has a type that is not of this package`
  // Other code that gets the same object would get the new options.
  const elsewhere = tree.mentionsOf(name).find((mention) => {
    const parent = tree.parentOf(mention)
    const isDeclared = parent?.type === 'VariableDeclarator' && parent.id === mention
    return !isDeclared && !(parent !== null && calls.has(parent)) && !isShown(tree, mention, object, old)
  })
  return elsewhere === undefined ? object : `${where} is used for something else too, in line ${tree.lineOf(elsewhere)}`
}

/** `console.log(options.origin)`, where corskit has the option under the same name, and its value is known. */
function isShown(tree: SyntaxTree, mention: Node, object: ObjectExpression, { options }: OldPackage): boolean {
  const member = tree.parentOf(mention)
  if (member?.type !== 'MemberExpression' || member.object !== mention || member.computed) return false
  const name = tree.sourceOf(member.property)
  const option = object.properties.find((property) => keyOf(property) === name)
  const value = option?.type === 'ObjectProperty' ? staticValue(tree, option.value) : null
  return value !== null && Object.hasOwn(options, name) && options[name] === name && isPutIntoText(tree, member)
}

const PRINTS = /^(?:console|\w*[lL]og(?:ger)?)\.\w+$|^(?:String|JSON\.stringify)$/

function isPutIntoText(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node)
  switch (parent?.type) {
    case 'TemplateLiteral':
      return tree.parentOf(parent)?.type !== 'TaggedTemplateExpression'
    case 'BinaryExpression':
      return true
    case 'CallExpression':
      return parent.callee !== node && PRINTS.test(tree.sourceOf(parent.callee))
    case 'MemberExpression': {
      // `options.origin.join(', ')`
      const call = tree.parentOf(parent)
      return call !== null && /^(?:join|toString)$/.test(methodOf(call) ?? '') && isPutIntoText(tree, call)
    }
    default:
      return false
  }
}

function importedFrom(tree: SyntaxTree, name: string): string | null {
  for (const mention of tree.mentionsOf(name)) {
    const parent = tree.parentOf(mention)
    const statement = parent === null ? null : tree.parentOf(parent)
    if (parent !== null && /^Import.*Specifier$/.test(parent.type) && statement?.type === 'ImportDeclaration')
      return `'${statement.source.value}'`
    const required = /^require\((['"].*['"])\)/.exec(requiredBy(tree, mention))?.[1]
    if (required !== undefined) return required
  }
  return null
}

/** The right side of `const name = …` and `const { name } = …`. */
function requiredBy(tree: SyntaxTree, mention: Node): string {
  for (
    let outer: Node | null = mention;
    outer !== null && !/Statement$|Function/.test(outer.type);
    outer = tree.parentOf(outer)
  ) {
    if (outer.type === 'VariableDeclarator') return outer.init == null ? '' : tree.sourceOf(outer.init)
  }
  return ''
}

function whatIs(tree: SyntaxTree, node: Node): string {
  const text = shownSource(tree, node)
  if (/Function/.test(node.type)) return 'is a function of the request'
  if (/^(?:Optional)?CallExpression$/.test(node.type)) return `is made by ${text}`
  return `is ${text}, which is not an object that stands here`
}

function unknown(tree: SyntaxTree, call: CallExpression, old: OldPackage, why: string): FoundOptions {
  const isDelegate = why.endsWith('function of the request')
  const subject = why.startsWith('is ') ? 'what the options are given as ' : ''
  return {
    kind: 'unknown',
    decision: {
      code: isDelegate ? 'options-by-request' : 'options-not-understood',
      line: tree.lineOf(call),
      message: isDelegate
        ? `the options are chosen for each request by a function with a callback${why.startsWith('is ') ? '' : `: ${why}`}`
        : `the options are not an object that is written in this file for such calls alone: ${subject}${why}`,
      instead: isDelegate
        ? 'policies that are made once with definePolicy, and cors((request) => policy) that chooses one and takes no callback'
        : `put the options where they are used, or move them by hand: docs/migrate.md has each option of ${old.name}`,
    },
  }
}
