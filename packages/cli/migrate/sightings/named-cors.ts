/** What has CORS in its name, from packages that nobody listed: it may answer cross-origin requests by itself. */
import type { Identifier, Node, ObjectProperty } from '@babel/types'
import type { AnswersToo, Sighting } from '../finding.ts'
import { declarationAt, madeAs, usesOfName } from '../syntax/declarations.ts'
import { packageGiven, packageOf } from '../syntax/from-package.ts'
import { staticValue, withoutTypes } from '../syntax/static-value.ts'
import { keyOf, lastNameOf, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { allowsOrigins, hasCors, mayAnswer, mayBeOption } from './cors-name.ts'
import { isListedPackage, OF_H3 } from './other-packages.ts'

const INSTEAD = 'cors of corskit, for the framework that it is for; or nothing, if it answers no pages'

/** @param isOwn whether a package is one of the same workspace, which is looked at itself */
export function namedCors(tree: SyntaxTree, isOwn: (name: string) => boolean): Sighting[] {
  return tree.nodes.flatMap((node) => {
    const one = importAt(tree, node) ?? callAt(tree, node) ?? optionAt(tree, node)
    return one === null || (one.from !== null && isOwn(one.from)) ? [] : [one.decision]
  })
}

interface Named {
  /** The package that it is from, where that is known. */
  readonly from: string | null
  readonly decision: Sighting
}

/** `import { cors } from '@acme/http'`, `const { cors } = require('@acme/http')`, where it is used. */
function importAt(tree: SyntaxTree, node: Node): Named | null {
  const imported = importedAt(tree, node)
  if (imported === null || !mayAnswer(imported.name) || !isUnknown(tree, imported.from)) return null
  const isUsed = usesOfName(tree, imported.local).some(
    (use) => !/^TS|^Export/.test(tree.parentOf(use)?.type ?? 'TS') && !isOption(tree, use),
  )
  return isUsed ? found(tree, node, `${imported.name} of ${imported.from}`, imported.from) : null
}

const OPTIONS = /^(?:origins?|methods|credentials|max_?age|(?:allow|expose)\w*)$/i

/** `cors({ origin: corsOrigins })`: it is the value of an option, and answers nothing itself. */
function isOption(tree: SyntaxTree, use: Node): boolean {
  for (let outer = tree.parentOf(use); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'ObjectProperty') return OPTIONS.test(keyOf(outer) ?? '')
    if (/Function|Statement|Declar/.test(outer.type)) return false
  }
  return false
}

interface Imported {
  readonly name: string
  readonly local: Identifier
  readonly from: string | null
}

function importedAt(tree: SyntaxTree, node: Node): Imported | null {
  if (node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier') {
    const statement = tree.parentOf(node)
    if (statement?.type !== 'ImportDeclaration' || statement.importKind === 'type') return null
    if (node.type === 'ImportDefaultSpecifier')
      return { name: node.local.name, local: node.local, from: statement.source.value }
    if (node.importKind === 'type') return null
    const name = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value
    return { name, local: node.local, from: statement.source.value }
  }
  if (node.type === 'ObjectProperty' && tree.parentOf(node)?.type === 'ObjectPattern') {
    const { value } = node
    const name = keyOf(node)
    if (name === null || !hasCors(name) || value.type !== 'Identifier') return null
    return { name, local: value, from: packageOf(tree, value) }
  }
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.init == null) return null
  return hasCors(node.id.name) ? { name: node.id.name, local: node.id, from: packageOf(tree, node.init) } : null
}

/** Functions that Nitro and Nuxt give a file without an import, or by `#imports`. */
function isOfNitro(tree: SyntaxTree, callee: Node): boolean {
  if (callee.type !== 'Identifier' || !OF_H3.includes(callee.name)) return false
  const mentions = tree.mentionsOf(callee.name)
  if (mentions.some((mention) => /^#/.test(importedFrom(tree, mention)))) return true
  return declarationAt(tree, callee.name, callee) === null && mentions.every((one) => importedFrom(tree, one) === '')
}

function importedFrom(tree: SyntaxTree, mention: Node): string {
  const statement = tree.parentOf(tree.parentOf(mention) ?? mention)
  return statement?.type === 'ImportDeclaration' ? statement.source.value : ''
}

function callAt(tree: SyntaxTree, node: Node): Named | null {
  if (node.type === 'NewExpression') {
    const [name, from] = [lastNameOf(tree, node.callee), packageOf(tree, node.callee)]
    const isByMember = node.callee.type === 'MemberExpression' && mayAnswer(name) && isUnknown(tree, from)
    return isByMember ? found(tree, node, name, from) : null
  }
  if (node.type !== 'CallExpression') return null
  if (isOfNitro(tree, node.callee)) return found(tree, node, `${lastNameOf(tree, node.callee)} of h3`, null)
  // Total.js has it as a global.
  if (node.callee.type === 'Identifier' && node.callee.name === 'CORS' && declarationAt(tree, 'CORS', node) === null)
    return found(tree, node, 'CORS()', null)
  const [name, receiver] = [methodOf(node), receiverOf(node)]
  if (name === null || receiver === null || !mayAnswer(name) || JUDGED.test(name)) return null
  return mayBeServer(tree, receiver, name) ? found(tree, node, `${name}()`, packageOf(tree, receiver)) : null
}

/** Calls that others of these files judge. */
const JUDGED = /^(?:enableCors|putBucketCors|setCorsConfiguration|addCorsRule|addCorsPreflight)$/

/** A method of a package, of what a package makes, or `response.cors()` of what a handler is given. */
function mayBeServer(tree: SyntaxTree, receiver: Node, name: string): boolean {
  if (packageOf(tree, receiver) !== null) return isUnknown(tree, packageOf(tree, receiver))
  if (receiver.type !== 'Identifier') return false
  const made = madeAs(tree, receiver)
  if (made.type === 'CallExpression' || made.type === 'NewExpression')
    return isUnknown(tree, packageOf(tree, made.callee))
  const by = declarationAt(tree, receiver.name, receiver)?.by
  return /^cors$/i.test(name) && by !== undefined && 'params' in by
}

/** `postgraphile(…, { enableCors: true })`. */
function optionAt(tree: SyntaxTree, node: Node): Named | null {
  if (node.type !== 'ObjectProperty' || tree.parentOf(node)?.type !== 'ObjectExpression') return null
  const name = keyOf(node)
  const isOfOrigins = name !== null && allowsOrigins(name)
  if (name === null || JUDGED_OPTION.test(name) || !isSwitchedOn(tree, name, node)) return null
  if (isOfOrigins ? isInOther(tree, node) : !mayBeOption(name)) return null
  const owner = packageGiven(tree, node)
  if (!isUnknown(tree, owner) || (isOfOrigins && OF_OTHERS.test(owner ?? ''))) return null
  const decision = {
    code: 'cors-option',
    line: tree.lineOf(node),
    message: isHeader(name)
      ? `${name} is handed to ${owner} here, which may make a header of it`
      : `${name} is an option of ${owner} here, which may answer cross-origin requests itself`,
    instead: 'the origins that are meant; or off, and cors of corskit',
    // By the name alone, it may be about web sockets.
    ...(isOfOrigins && !isHeader(name) ? {} : { how: 'by-itself' as const }),
  }
  return { from: owner, decision }
}

/** `accessControlAllowOrigin`. */
const isHeader = (name: string) => /^access/i.test(name)

/** What asks about the origin of a form or a frame, and Parse Server, which has a line of its own. */
const OF_OTHERS = /^parse-server$|csrf|xsrf|auth|frame|message/i

/** Whether it is a part of another option, which is told itself, or is about forms: `cors: { allowedOrigins: … }`. */
function isInOther(tree: SyntaxTree, node: Node): boolean {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if ('callee' in outer) return /cors/i.test(tree.sourceOf(outer.callee as Node))
    const name = keyOf(outer) ?? (outer.type === 'VariableDeclarator' ? tree.sourceOf(outer.id) : '')
    if (/cors|^serverActions$/i.test(name)) return true
    if (/Function|Statement$/.test(outer.type)) return false
  }
  return false
}

/** Options that others of these files judge. */
const JUDGED_OPTION =
  /^(?:cors|corsHandler|corsOptions|corsRules|corsConfiguration|defaultCorsPreflightOptions|corsPreflight|(?:store|admin|auth|vendor)_?[cC]ors)$/

const IS_SWITCH = /^(?:(?:enable|allow|use|with|add)_?)?cors(?:_?enabled?)?$/i

function isSwitchedOn(tree: SyntaxTree, name: string, { value }: ObjectProperty): boolean {
  const given = withoutTypes(value)
  if (given.type === 'ObjectExpression')
    return given.properties.some((property) => /^(?:allow(?:ed)?_?)?origins?$/i.test(keyOf(property) ?? ''))
  const known = staticValue(tree, given)
  if (known === null) return IS_SWITCH.test(name) && !/Call|Function|Array/.test(given.type) && !isUndefined(given)
  return [known.value]
    .flat()
    .some((one) => one === true || (typeof one === 'string' && /^\*$|^[a-z][\w+.-]*:\/\//.test(one)))
}

const isUndefined = (node: Node) => node.type === 'Identifier' && node.name === 'undefined'

/** A package that nothing is known of, and that is not a part of this project. */
const isUnknown = (tree: SyntaxTree, name: string | null): boolean =>
  name !== null && !/^[./~#]|^@\/|^node:/.test(name) && !isListedPackage(name) && tree.imported(name) === null

function found(tree: SyntaxTree, node: Node, what: string, from: string | null): Named {
  const how: AnswersToo = /^[A-Z]/.test(what) ? 'by-itself' : 'layer'
  const decision = {
    code: 'other-package',
    line: tree.lineOf(node),
    message: `${what} has CORS in its name: it may answer cross-origin requests here, and this command does not move it`,
    instead: INSTEAD,
    how,
  }
  return { from, decision }
}
