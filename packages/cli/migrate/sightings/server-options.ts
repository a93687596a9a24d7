/**
 * Options of servers that have names of their own for it: Medusa, Parse Server, browser-sync, buckets; and json-server,
 * which needs none.
 */
import type { Node } from '@babel/types'
import type { AnswersToo, Sighting } from '../finding.ts'
import { staticValue } from '../syntax/static-value.ts'
import { keyOf, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

const MEDUSA = /^(?:store|admin|auth|vendor)(?:_cors|Cors)$/

export const MAY_HAVE_OWN =
  /\b(?:store|admin|auth|vendor)(?:_cors|Cors)\b|parse-server|json-server|browser-sync|\bcorsRules\b|\b(?:corsConfiguration|addCorsPreflight|addCorsRule)\b|\bmiddlewares\b[^;]*['"]cors['"]|\bpackage['"]?\s*:\s*['"][\w@/-]*cors|\b[pP]utBucketCors|\bsetCorsConfiguration\b/

export function serverOptions(tree: SyntaxTree): Sighting[] {
  if (!MAY_HAVE_OWN.test(tree.text)) return []
  return tree.nodes.flatMap((node) => {
    if (node.type === 'ObjectExpression') {
      const named = node.properties.find((property) => MEDUSA.test(keyOf(property) ?? ''))
      if (named !== undefined) return [found(tree, named, `${keyOf(named)} is an option of Medusa`, 'by-itself')]
      const rules = node.properties.find((property) => OF_CLOUDS.test(keyOf(property) ?? ''))
      if (rules !== undefined)
        return [found(tree, rules, `${keyOf(rules)} is an option of a bucket or a service of a cloud`)]
      const byName = node.properties.find((property) => namesCors(tree, property))
      if (byName !== undefined) return [found(tree, byName, 'cors is loaded here by its name', 'layer')]
      const open = node.properties.find((property) => keyOf(property) === 'cors')
      if (
        /browser-sync/.test(tree.text) &&
        open?.type === 'ObjectProperty' &&
        staticValue(tree, open.value)?.value === true
      )
        return [found(tree, open, 'cors is an option of browser-sync')]
      const allowed = node.properties.find((property) => keyOf(property) === 'allowOrigin')
      return allowed !== undefined && /parse-server/.test(tree.text)
        ? [found(tree, allowed, 'allowOrigin is an option of Parse Server', 'by-itself')]
        : []
    }
    if (setsBucket(tree, node)) return [found(tree, node, 'this call sets who may read a bucket from other sites')]
    return isDefaultsOfJsonServer(tree, node)
      ? [found(tree, node, 'the default middlewares of json-server let every site in by its own name', 'by-itself')]
      : []
  })
}

/** Of Pulumi and AWS CDK, and of others. */
const OF_CLOUDS = /^(?:corsRules|corsConfiguration)$/

/** `middlewares: ['cors']` of Ts.ED, `package: 'egg-cors'` of Egg. */
function namesCors(tree: SyntaxTree, property: Node): boolean {
  if (property.type !== 'ObjectProperty') return false
  const { value } = property
  if (keyOf(property) === 'package') return value.type === 'StringLiteral' && /(?:^|[/-])cors$/.test(value.value)
  if (keyOf(property) !== 'middlewares' || value.type !== 'ArrayExpression') return false
  return value.elements.some((one) => one?.type === 'StringLiteral' && staticValue(tree, one)?.value === 'cors')
}

/** `new PutBucketCorsCommand(…)`, `s3.putBucketCors(…)`, `addCorsRule` of CDK, `setCorsConfiguration(…)` of Google. */
function setsBucket(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'NewExpression') return /(?:^|\.)PutBucketCorsCommand$/.test(tree.sourceOf(node.callee))
  return /^(?:putBucketCors|setCorsConfiguration|addCorsRule|addCorsPreflight)$/.test(methodOf(node) ?? '')
}

function isDefaultsOfJsonServer(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'CallExpression' || !/['"]json-server['"]/.test(tree.text)) return false
  const name = methodOf(node) ?? (node.callee.type === 'Identifier' ? node.callee.name : null)
  return name === 'defaults' && !/noCors['"]?\s*:\s*true/.test(tree.sourceOf(node))
}

/** @param how not given where it answers requests for something else: a bucket, a tool of development */
function found(tree: SyntaxTree, node: Node, says: string, how?: AnswersToo): Sighting {
  return {
    code: 'cors-option',
    line: tree.lineOf(node),
    message: `${says}; this server answers cross-origin requests itself, and this command does not move it`,
    instead: 'the origins that are meant; or off, and cors of corskit before it',
    ...(how === undefined ? {} : { how }),
  }
}
