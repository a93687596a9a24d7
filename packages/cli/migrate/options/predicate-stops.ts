/** What stops the move of a function at `origin`, beside what it answers. */
import type { Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { methodOf, nodesIn, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** The question whether a list, or a Set, with `'null'` in it has the origin. */
export function nullAsked(tree: SyntaxTree, predicate: Node): Decision[] {
  const question = nodesIn(tree, predicate).find((node) => {
    const asked = ASKS.test(methodOf(node) ?? '') ? receiverOf(node) : null
    return asked !== null && holdsNull(tree, asked)
  })
  if (question === undefined) return []
  return [
    {
      code: 'origin-null',
      line: tree.lineOf(question),
      message:
        "'null' is in the list that this function asks; any site can have this origin, and corskit never allows it",
      instead: "the list without 'null': corskit refuses it by itself",
    },
  ]
}

const ASKS = /^(?:has|includes|indexOf|some|find|findIndex)$/

/** `['https://app.example.com', 'null']`, and a Set of it. */
function holdsNull(tree: SyntaxTree, list: Node): boolean {
  const by = list.type === 'Identifier' ? declarationAt(tree, list.name, list)?.by : null
  // Also the object that `const { list } = { … }` takes it out of.
  const made = (by?.type === 'VariableDeclarator' ? by.init : null) ?? list
  return nodesIn(tree, made).some(
    (node) => node.type === 'StringLiteral' && node.value === 'null' && tree.parentOf(node)?.type === 'ArrayExpression',
  )
}

/** `const origin: CustomOrigin = (origin, callback) => …`: a type of the app's own keeps the callback. */
export function typeWithCallback(tree: SyntaxTree, predicate: Node): Decision[] {
  const declarator = tree.parentOf(predicate)
  if (declarator?.type !== 'VariableDeclarator' || !('params' in predicate) || predicate.params.length < 2) return []
  const { id } = declarator
  const type = id.type === 'Identifier' && id.typeAnnotation?.type === 'TSTypeAnnotation' ? id.typeAnnotation : null
  if (type === null) return []
  const written = tree.sourceOf(type.typeAnnotation)
  const isOwn = tree.nodes.some(
    (node) =>
      (node.type === 'TSTypeAliasDeclaration' || node.type === 'TSInterfaceDeclaration') && node.id.name === written,
  )
  // One of the old package is seen where the types are moved.
  if (!isOwn && type.typeAnnotation.type !== 'TSFunctionType') return []
  return [
    {
      code: 'options-not-understood',
      line: tree.lineOf(declarator),
      message: `the type ${written} of this function has the callback, and the function of corskit has none`,
      instead: 'take the type away, and write the type of the parameter: (origin: string) => boolean',
    },
  ]
}
