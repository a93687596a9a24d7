/** Options in a field of a class: `this.corsOptions = { … }` in its constructor, or `private corsOptions = { … }`. */
import type { Class, MemberExpression, Node, ObjectExpression } from '@babel/types'
import { fieldOf } from '../syntax/class-fields.ts'
import { thawed } from '../syntax/static-value.ts'
import { isInside, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** @returns the object, or why it is not known to be for such calls alone */
export function fieldObject(
  tree: SyntaxTree,
  used: MemberExpression,
  calls: ReadonlySet<Node>,
  types: readonly Node[],
): ObjectExpression | string {
  const text = tree.sourceOf(used)
  const field = fieldOf(tree, used)
  if (field === null) return `${text} is not a field of a class of this file`
  const { owner, places, made, values } = field
  if (owner.superClass != null) return `${text} is a field of a class that extends another one`
  const [value, second] = values
  if (value === undefined) return `${text} is not set where its object is made`
  if (second !== undefined) return `${text} is set in line ${tree.lineOf(value)} and in line ${tree.lineOf(second)}`
  const object = thawed(tree, value)
  if (object.type !== 'ObjectExpression') return `${text} is not an object that stands in line ${tree.lineOf(value)}`
  if (made.some(({ type }) => type != null && !types.some((one) => isInside(tree, one, type))))
    return `${text} has a type that is not of this package`
  const isPrivate = made.some(({ isPrivate }) => isPrivate)
  if (!isPrivate && isGivenToOthers(tree, owner, places)) return `other files may use ${text}`
  const elsewhere = places.find(
    (place) => !made.some((one) => one.place === place) && !calls.has(tree.parentOf(place) ?? place),
  )
  if (elsewhere !== undefined) return `${text} is used for something else too, in line ${tree.lineOf(elsewhere)}`
  const handed = isPrivate ? null : handedOn(tree, owner)
  return handed === null ? object : `line ${tree.lineOf(handed)} may set ${text} too`
}

/** Whether other files get the class or an object of it. */
function isGivenToOthers(tree: SyntaxTree, owner: Class, places: readonly Node[]): boolean {
  if (owner.id == null || /^Export/.test(tree.parentOf(owner)?.type ?? '')) return true
  return tree.mentionsOf(owner.id.name).some((mention) => {
    const parent = tree.parentOf(mention)
    const isMade = parent?.type === 'NewExpression' && parent.callee === mention && isKeptHere(tree, parent)
    return mention !== owner.id && !isMade && !(parent !== null && places.includes(parent))
  })
}

/** `new Server().listen()`, `const server = new Server()`, and not an object that is exported or handed on. */
function isKeptHere(tree: SyntaxTree, made: Node): boolean {
  const parent = tree.parentOf(made)
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'MemberExpression') return true
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  if (/^Export/.test(tree.parentOf(tree.parentOf(parent) ?? parent)?.type ?? '')) return false
  return tree.mentionsOf(parent.id.name).every((mention) => {
    const use = tree.parentOf(mention)
    return use === parent || (use?.type === 'MemberExpression' && use.object === mention)
  })
}

/** Where other code gets the whole object, and may set its fields: `Object.assign(this, given)`, `this[name] = …`. */
function handedOn(tree: SyntaxTree, owner: Class): Node | null {
  const known = HANDED_ON.get(owner)
  if (known !== undefined) return known
  const found = tree.nodes.find((node) => {
    if (node.type !== 'ThisExpression' || !isInside(tree, node, owner.body)) return false
    const parent = tree.parentOf(node)
    if (parent?.type === 'MemberExpression' && parent.object === node) return parent.computed
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return parent?.type !== 'ReturnStatement'
    // `this.close.bind(this)`
    return !(/^(?:bind|call|apply)$/.test(methodOf(parent) ?? '') && /^this\./.test(tree.sourceOf(parent)))
  })
  HANDED_ON.set(owner, found ?? null)
  return found ?? null
}

/** A class may give its options to thousands of calls. */
const HANDED_ON = new WeakMap<Class, Node | null>()
