/** The fields of classes: `this.name`, `this.#name`, and `Name.name` of a static one. */
import type { Class, MemberExpression, Node } from '@babel/types'
import { declarationAt } from './declarations.ts'
import { classKey, ownName } from './meaning.ts'
import { isInside, type SyntaxTree, startOf } from './syntax-tree.ts'

export interface Field {
  readonly owner: Class
  /** All that the file does with a field of this name, in whatever object. */
  readonly places: readonly Node[]
  /** Those of them that declare it or set it, where nothing can have read it before. */
  readonly made: readonly Made[]
  /** What it is set to there. */
  readonly values: readonly Node[]
}

/** A file may name one field thousands of times. */
const KNOWN = new WeakMap<Class, Map<string, Field>>()

/** `null`: what is used is not a field of a class of this file. */
export function fieldOf(tree: SyntaxTree, used: MemberExpression): Field | null {
  const name = ownName(used)
  const owner = classOf(tree, used.object)
  if (name === null || owner === null) return null
  const known = KNOWN.get(owner) ?? new Map<string, Field>()
  KNOWN.set(owner, known)
  const field = known.get(name) ?? fieldNamed(tree, owner, name)
  known.set(name, field)
  return field
}

function fieldNamed(tree: SyntaxTree, owner: Class, name: string): Field {
  const places = placesOf(tree, name)
  const made = places.flatMap((place) => madeAt(tree, place, owner) ?? [])
  return { owner, places, made, values: made.flatMap(({ value }) => value ?? []) }
}

/** The class that `this` is an object of, or that is named. */
function classOf(tree: SyntaxTree, object: Node): Class | null {
  if (object.type === 'Identifier') {
    const by = declarationAt(tree, object.name, object)?.by
    return by?.type === 'ClassDeclaration' ? by : null
  }
  if (object.type !== 'ThisExpression') return null
  for (let outer = tree.parentOf(object); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'ClassDeclaration' || outer.type === 'ClassExpression') return outer
    // Another `this`.
    if (/^(?:FunctionDeclaration|FunctionExpression|ObjectMethod)$/.test(outer.type)) return null
  }
  return null
}

/** Members, keys, and texts that name it. */
function placesOf(tree: SyntaxTree, name: string): Node[] {
  const variables = new Set<Node>(tree.mentionsOf(name))
  return tree.nodes.flatMap((node): Node[] => {
    const isNamed =
      node.type === 'PrivateName'
        ? `#${node.id.name}` === name
        : (node.type === 'Identifier' && node.name === name && !variables.has(node)) ||
          (node.type === 'StringLiteral' && node.value === name)
    const parent = isNamed ? tree.parentOf(node) : null
    if (parent === null || parent.type === 'PrivateName') return []
    // `this.app.options('/', …)` is a method.
    const call = tree.parentOf(parent)
    return parent.type === 'MemberExpression' && call !== null && 'callee' in call && call.callee === parent
      ? []
      : [parent]
  })
}

export interface Made {
  readonly place: Node
  /** `null`: the field is only declared here. */
  readonly value: Node | null
  readonly type: Node | null
  /** `#options`: `private` of TypeScript is passed over by `server['options']`, and by JavaScript. */
  readonly isPrivate: boolean
}

/** Where a field of the class gets its value: in the class itself, or at the beginning of the constructor. */
function madeAt(tree: SyntaxTree, place: Node, owner: Class): Made | null {
  if (place.type === 'ClassProperty' || place.type === 'ClassPrivateProperty') {
    if (tree.parentOf(place) !== owner.body || classKey(place.key) === '') return null
    if (place.value != null && runsBefore(tree, place, owner)) return null
    // A decorator may give it another value.
    if (place.decorators != null && place.decorators.length > 0) return null
    const isPrivate = place.type === 'ClassPrivateProperty'
    return { place, value: place.value ?? null, type: place.typeAnnotation ?? null, isPrivate }
  }
  if (place.type !== 'MemberExpression') return null
  const assignment = tree.parentOf(place)
  if (assignment?.type !== 'AssignmentExpression' || assignment.left !== place || assignment.operator !== '=')
    return null
  const body = tree.parentOf(tree.parentOf(assignment) ?? assignment)
  const method = body === null ? null : tree.parentOf(body)
  if (method === null || !isConstructor(method) || tree.parentOf(method) !== owner.body) return null
  if (runsBefore(tree, place, owner)) return null
  return { place, value: assignment.right, type: null, isPrivate: place.property.type === 'PrivateName' }
}

const isConstructor = (node: Node) => node.type === 'ClassMethod' && node.kind === 'constructor'

/** Whether a method of the class may run before a field has its value: `this.start()` above it. */
function runsBefore(tree: SyntaxTree, place: Node, owner: Class): boolean {
  const isOfConstructor = place.type === 'MemberExpression'
  return owner.body.body.some((member) => {
    const isProperty = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty'
    if (!isProperty && !(isOfConstructor && isConstructor(member))) return false
    return tree.nodes.some(
      (node) =>
        node.type === 'CallExpression' &&
        isInside(tree, node, member) &&
        /\bthis\b/.test(tree.sourceOf(node)) &&
        (startOf(node) < startOf(place) || (isProperty && isOfConstructor)),
    )
  })
}
