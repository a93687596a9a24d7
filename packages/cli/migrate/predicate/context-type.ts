/** The type of the context that a moved function gets: corskit knows only a part of the framework's own. */
import type { Function as FunctionNode } from '@babel/types'
import type { PredicateStyle } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { endOf, newlineOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

const FRAMEWORKS: Partial<Record<PredicateStyle, 'hono' | 'koa'>> = {
  'header-of-origin': 'hono',
  'header-of-context': 'koa',
}

export interface ContextType {
  readonly name: string
  /** The import of the type, where the file has none. */
  readonly edits: readonly Edit[]
}

/** `null` where the function needs none: its context has a type, or is not there, or the file is no TypeScript. */
export function contextType(tree: SyntaxTree, predicate: FunctionNode, style: PredicateStyle): ContextType | null {
  const framework = FRAMEWORKS[style]
  const context = predicate.params[style === 'header-of-origin' ? 1 : 0]
  if (!tree.isTyped || framework === undefined || context?.type !== 'Identifier' || context.typeAnnotation != null)
    return null
  const imports = tree.nodes.filter((node) => node.type === 'ImportDeclaration')
  const known = imports
    .filter(({ source }) => source.value === framework)
    .flatMap(({ specifiers }) => specifiers)
    .find((one) => one.type === 'ImportSpecifier' && tree.sourceOf(one.imported) === 'Context')
  if (known !== undefined) return { name: known.local.name, edits: [] }
  const last = imports.at(-1)
  if (last === undefined || tree.mentionsOf('Context').length > 0) return null
  const quote = tree.sourceOf(last.source).charAt(0)
  const end = tree.sourceOf(last).endsWith(';') ? ';' : ''
  const text = `${newlineOf(tree)}import type { Context } from ${quote}${framework}${quote}${end}`
  return { name: 'Context', edits: [{ start: endOf(last), end: endOf(last), text }] }
}
