/** Nest's `app.enableCors(options)`, which is `cors` on Express and `@fastify/cors` on Fastify. */
import type { CallExpression } from '@babel/types'
import type { Decision } from '../finding.ts'
import type { OldPackage } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { endOf, isInside, methodOf, newlineOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import type { MiddlewareUses } from './middleware-uses.ts'

export function enableCorsUses(tree: SyntaxTree, old: OldPackage, isOnFastify: boolean): MiddlewareUses | null {
  const calls = tree.nodes.filter(
    (node): node is CallExpression => node.type === 'CallExpression' && methodOf(node) === 'enableCors',
  )
  const [first] = calls
  if (first === undefined) return null
  const decisions: Decision[] = []
  if (isOnFastify || namesFastify(tree.text)) decisions.push(onFastify(tree.lineOf(first)))
  if (calls.some((call) => tree.parentOf(call)?.type !== 'ExpressionStatement')) decisions.push(chained(tree, first))
  const typed = optionsType(tree, old)
  const name = tree.mentionsOf('cors').length === 0 ? 'cors' : 'corskitCors'
  const binding = name === 'cors' ? name : `cors as ${name}`
  return {
    sources: [],
    calls,
    types: typed?.mentions ?? [],
    edits: [
      importOf(tree, binding, old),
      ...calls.flatMap((call) => wrap(tree, call, name)),
      ...(typed === null ? [] : [typed.edit]),
    ],
    decisions,
  }
}

/**
 * Nest's own type of the options, in an import of it alone: `import { CorsOptions } from
 * '@nestjs/common/interfaces/external/cors-options.interface'`.
 */
function optionsType(tree: SyntaxTree, { optionsType: type }: OldPackage) {
  for (const statement of tree.nodes) {
    if (
      type === null ||
      statement.type !== 'ImportDeclaration' ||
      !statement.source.value.startsWith('@nestjs/common/')
    )
      continue
    const [specifier, second] = statement.specifiers
    if (specifier?.type !== 'ImportSpecifier' || second !== undefined || specifier.local.name !== type.name) continue
    const mentions = tree.mentionsOf(type.name).filter((mention) => !isInside(tree, mention, statement))
    if (!mentions.every((mention) => tree.parentOf(mention)?.type === 'TSTypeReference')) continue
    const quote = tree.sourceOf(statement.source).charAt(0)
    const end = tree.sourceOf(statement).endsWith(';') ? ';' : ''
    const text = `import type { ${type.replacement} } from ${quote}${type.from}${quote}${end}`
    return { mentions, edit: { start: startOf(statement), end: endOf(statement), text } }
  }
  return null
}

/** `enableCors(…)` to `use(cors(…))`. */
function wrap(tree: SyntaxTree, call: CallExpression, name: string): Edit[] {
  const { property } = call.callee as { property: { start?: number | null; end?: number | null } }
  const [start, end] = [property.start ?? 0, property.end ?? 0]
  const open = tree.text.indexOf('(', end)
  return [
    { start, end: open + 1, text: `use(${name}(` },
    { start: endOf(call), end: endOf(call), text: ')' },
  ]
}

function importOf(tree: SyntaxTree, binding: string, { entry }: OldPackage): Edit {
  const last = tree.nodes.filter(({ type }) => type === 'ImportDeclaration').at(-1)
  if (last === undefined) {
    const text = `const { ${binding.replace(' as ', ': ')} } = require('${entry}')${newlineOf(tree)}`
    const first = tree.nodes.find(({ type }) => /Declaration$|Statement$/.test(type))
    const at = first === undefined ? 0 : startOf(first)
    return { start: at, end: at, text }
  }
  const source = tree.sourceOf(last)
  const quote = source.includes('"') ? '"' : "'"
  const end = source.endsWith(';') ? ';' : ''
  return {
    start: endOf(last),
    end: endOf(last),
    text: `${newlineOf(tree)}import { ${binding} } from ${quote}${entry}${quote}${end}`,
  }
}

/** Whether a source makes an app of Nest on Fastify, or has its types. */
export const namesFastify = (text: string) => /@nestjs\/platform-fastify|\bFastifyAdapter\b/.test(text)

export function onFastify(line: number): Decision {
  return {
    code: 'nest-on-fastify',
    line,
    message:
      'enableCors is @fastify/cors on this platform; which methods it allows unasked depends on the version that Nest brings',
    instead: "app.use(cors({ … })) of corskit/nest with the methods that the app's pages use",
  }
}

function chained(tree: SyntaxTree, call: CallExpression): Decision {
  return {
    code: 'use-not-understood',
    line: tree.lineOf(call),
    message: 'what enableCors returns is used here',
    instead: "move this file by hand: import { cors } from 'corskit/nest'",
  }
}
