/** The properties of an options object, and the edits that take some away and add others. */
import type { Node, ObjectExpression } from '@babel/types'
import type { Edit } from '../syntax/edit.ts'
import { endOf, newlineOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'

export interface Option {
  readonly node: Node
  /** `null` for a spread and for a computed name. */
  readonly name: string | null
  /** The expression; of a method, the method itself. */
  readonly value: Node | null
  /** The name as it stands there; `null` where it is the value too, as in `{ origin }`. */
  readonly key: Node | null
}

export function readOptions(object: ObjectExpression): Option[] {
  return object.properties.map((node) => {
    if (node.type === 'SpreadElement' || node.computed) return { node, name: null, value: null, key: null }
    const { key } = node
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : null
    if (node.type === 'ObjectMethod') {
      return { node, name, value: node.kind === 'method' ? node : null, key }
    }
    return { node, name, value: node.value, key: node.shorthand ? null : key }
  })
}

export function rewriteObject(
  tree: SyntaxTree,
  object: ObjectExpression,
  options: readonly Option[],
  dropped: ReadonlySet<Option>,
  added: readonly string[],
): Edit[] {
  const kept = options.filter((option) => !dropped.has(option))
  const last = kept.at(-1)
  const first = options[0]
  if (last === undefined) {
    const inside = added.length === 0 ? '' : ` ${added.join(', ')} `
    return [{ start: startOf(object) + 1, end: endOf(object) - 1, text: inside }]
  }
  const edits: Edit[] = []
  let end: number | null = null
  for (const option of options) {
    if (!dropped.has(option)) {
      // What is dropped before the first that stays goes with the space behind it; any other, with the comma before it.
      if (end === null && option !== first)
        edits.push({ start: startOf((first as Option).node), end: startOf(option.node), text: '' })
      end = endOf(option.node)
    } else if (end !== null) {
      edits.push({ start: end, end: endOf(option.node), text: '' })
      end = endOf(option.node)
    }
  }
  if (added.length > 0) {
    const separator = separatorBefore(tree, object, first as Option)
    edits.push({
      start: endOf(last.node),
      end: endOf(last.node),
      text: added.map((text) => `,${separator}${text}`).join(''),
    })
  }
  return edits
}

/** A new line with the indentation of the first property, or a space where the object stands on one line. */
function separatorBefore(tree: SyntaxTree, object: ObjectExpression, first: Option): string {
  const before = tree.text.slice(startOf(object) + 1, startOf(first.node))
  const indentation = /\n([ \t]*)[^\n]*$/.exec(before)?.[1]
  return indentation === undefined ? ' ' : `${newlineOf(tree)}${indentation}`
}
