/** Texts that name a header of CORS, wherever they stand. */
import type { Node } from '@babel/types'
import { meaningOf } from '../../syntax/meaning.ts'
import type { SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'

const NAME = /^\s*(access-control-(?:(?:allow|expose|max)(?:-[a-z-]*)?)?)\s*$/i
const IN_JSON = /^\s*[[{][\s\S]*["'](access-control-(?:allow|expose|max)-[a-z-]+)["']/i
/** `Access-Control-Allow-Origin: *`, alone or among others in a text that the app takes apart. */
const WITH_VALUE = /(?<![\w-])(access-control-(?:allow|expose|max)-[a-z-]+)[ \t]*[:=]/i
/** `cache-control access-control-allow-origin`. */
const WORDS = /^\s*[a-z]+(?:-[a-z]+)+(?:\s+[a-z]+(?:-[a-z]+)+)+\s*$/i
const PARTS = /[\s,;|]*[,;|][\s,;|]*/

/** The header, or the beginning of its name, that a text or a piece of a template is; `null` where it is neither. */
export function namedHeader(tree: SyntaxTree, node: Node): string | null {
  const text = node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? node.value.cooked : null
  if (text == null) return null
  // `'Access-Control'`, which something is put behind; `access-control` alone is the name of many other things.
  if (/^access-control$/i.test(text)) return /^A/.test(text) || hasRest(tree) ? text : null
  const names = text.split(WORDS.test(text) ? /\s+/ : PARTS).filter((part) => part.trim() !== '')
  const isList = names.every((part) => /^\s*[a-z][a-z\d]*(?:-[a-z\d]*)*\s*$/i.test(part))
  const first = isList ? names.find((part) => NAME.test(part)) : undefined
  return first?.trim() ?? IN_JSON.exec(text)?.[1] ?? WITH_VALUE.exec(text)?.[1] ?? null
}

/** `'-allow-origin'`. */
const hasRest = textQuestion(/['"`}]-(?:allow|expose|max)\b/i)

/** The texts that an expression is made of, by the names and members that it has. */
export function textsOf(tree: SyntaxTree, expression: Node): Node[] {
  const pending = new Set([expression])
  // The loop adds to the set that it walks.
  for (const node of pending) {
    if (node.type === 'Identifier' || node.type === 'MemberExpression') {
      const meant = meaningOf(tree, node)
      if (meant?.tree === tree) pending.add(meant.node)
    } else for (const child of tree.childrenOf(node)) pending.add(child)
    if (pending.size > MOST_NODES) break
  }
  return [...pending].filter(({ type }) => type === 'StringLiteral' || type === 'TemplateElement')
}

const MOST_NODES = 300
