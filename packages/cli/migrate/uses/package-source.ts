/** The imports and `require` calls by which a file gets the old package, and their replacements. */
import type { CallExpression, ImportDeclaration, Node, StringLiteral, VariableDeclarator } from '@babel/types'
import type { Decision } from '../finding.ts'
import { isRegistered, type OldPackage } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { endOf, methodOf, newlineOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'

export interface Source {
  /** The variables (and types) that it declares. */
  readonly names: readonly string[]
  /** Whether an identifier belongs to the declaration. */
  declares(node: Node): boolean
  /** `require('cors')` where it is used in place, without a variable. */
  readonly expression: Node | null
  readonly isRequire: boolean
  readonly edit: Edit
}

export function sourcesOf(tree: SyntaxTree, old: OldPackage): { sources: Source[]; decisions: Decision[] } {
  const sources: Source[] = []
  const decisions: Decision[] = []
  for (const node of tree.nodes) {
    if (node.type !== 'StringLiteral' || node.value !== old.name || isMocked(tree, node)) continue
    const source = sourceAt(tree, node, old)
    if (source === 'other') continue
    if (source !== null) sources.push(source)
    else decisions.push(unclear(tree, node, old))
  }
  return { sources, decisions }
}

/** `jest.mock('cors')`: the real one is not used. */
function isMocked(tree: SyntaxTree, literal: StringLiteral): boolean {
  const call = tree.parentOf(literal)
  return call !== null && /^(?:un)?(?:do)?mock$/i.test(methodOf(call) ?? '')
}

/** `'other'`: a string that is only equal to the package's name. `null`: an import in a form that is not understood. */
function sourceAt(tree: SyntaxTree, literal: StringLiteral, old: OldPackage): Source | 'other' | null {
  const parent = tree.parentOf(literal)
  switch (parent?.type) {
    case 'ImportDeclaration':
      return fromImport(tree, parent, old)
    case 'TSExternalModuleReference': {
      const statement = tree.parentOf(parent)
      if (statement?.type !== 'TSImportEqualsDeclaration' || statement.isExport) return null
      const { name } = statement.id
      const quote = quoteOf(tree, literal)
      const { optionsType } = old
      const lines = [`import { ${binding(name, ' as ')} } from ${quote}${old.entry}${quote}`]
      if (optionsType !== null && hasTypes(tree, name, optionsType.name))
        lines.push(`import type { ${optionsType.replacement} } from ${quote}${optionsType.from}${quote}`)
      const text = lines.map((line) => withSemicolon(tree, statement, line)).join(newlineOf(tree))
      return declaration(tree, statement, [name], text, false)
    }
    case 'CallExpression':
      return isRequire(parent) ? fromRequire(tree, parent, literal, old) : dynamicImport(tree, parent, literal, old)
    case 'ImportExpression':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return null
    default:
      return 'other'
  }
}

function fromImport(tree: SyntaxTree, statement: ImportDeclaration, old: OldPackage): Source | null {
  const quote = quoteOf(tree, statement.source)
  const { optionsType, entry } = old
  const names: string[] = []
  const values: string[] = []
  let importsType = false
  for (const specifier of statement.specifiers) {
    const { name } = specifier.local
    names.push(name)
    if (specifier.type === 'ImportSpecifier') {
      const imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value
      if (imported === optionsType?.name && name === imported) importsType = true
      // The argument of `cors<CorsRequest>()`, which goes with the type arguments.
      else if (imported === 'CorsRequest' && old.name === 'cors') continue
      // A type that nothing uses goes too.
      else if (/^[A-Z]/.test(imported) && tree.mentionsOf(name).length === 1 && name !== optionsType?.name) continue
      else if (imported === 'default' || old.alsoExportedAs.includes(imported)) values.push(binding(name, ' as '))
      else return null
    } else if (statement.importKind === 'type') return null
    else values.push(binding(name, ' as '))
  }
  if (names.length === 0) return null
  // `cors.CorsOptions` is a type too, and there is no name to import it by yet.
  const qualified = statement.specifiers.some(({ local }) => hasTypes(tree, local.name, optionsType?.name))
  const lines: string[] = []
  if (values.length > 0) lines.push(`import { ${values.join(', ')} } from ${quote}${entry}${quote}`)
  if (optionsType !== null && (importsType || qualified)) {
    lines.push(`import type { ${optionsType.replacement} } from ${quote}${optionsType.from}${quote}`)
  }
  const text = lines.map((line) => withSemicolon(tree, statement, line)).join(newlineOf(tree))
  return declaration(tree, statement, names, text, false)
}

/** Whether types are taken from the middleware's name, as in `cors.CorsOptions`. */
function hasTypes(tree: SyntaxTree, name: string, type: string | undefined): boolean {
  return tree.mentionsOf(name).some((mention) => {
    const parent = tree.parentOf(mention)
    return parent?.type === 'TSQualifiedName' && parent.right.name === type
  })
}

function isRequire(call: CallExpression): boolean {
  return call.callee.type === 'Identifier' && call.callee.name === 'require' && call.arguments.length === 1
}

function fromRequire(tree: SyntaxTree, call: CallExpression, literal: StringLiteral, old: OldPackage): Source | null {
  const quote = quoteOf(tree, literal)
  const required = `require(${quote}${old.entry}${quote})`
  const whole = throughMember(tree, call, ['default', ...old.alsoExportedAs])
  const parent = tree.parentOf(whole)
  if (parent?.type === 'VariableDeclarator') {
    const name = declaredName(parent, whole !== call, old)
    if (name === null) return null
    const text = `{ ${binding(name, ': ')} } = ${required}`
    return declaration(tree, parent, [name], text, true)
  }
  // Used in place, as in app.use(require('cors')()).
  if (parent?.type !== 'CallExpression') return null
  return {
    names: [],
    declares: () => false,
    expression: whole,
    isRequire: true,
    edit: { start: startOf(whole), end: endOf(whole), text: `${required}.cors` },
  }
}

/**
 * `register(import('@fastify/cors'))`: Fastify waits for it and takes its default export, of which corskit has none.
 */
function dynamicImport(
  tree: SyntaxTree,
  call: CallExpression,
  literal: StringLiteral,
  old: OldPackage,
): Source | 'other' | null {
  if (call.callee.type !== 'Import') return 'other'
  if (!isRegistered(old) || tree.parentOf(call)?.type !== 'CallExpression') return null
  const quote = quoteOf(tree, literal)
  const text = `import(${quote}${old.entry}${quote}).then(({ cors }) => ({ default: cors }))`
  return {
    names: [],
    declares: () => false,
    expression: call,
    isRequire: false,
    edit: { start: startOf(call), end: endOf(call), text },
  }
}

/** `require('x').default` for `require('x')`. */
function throughMember(tree: SyntaxTree, call: CallExpression, members: readonly string[]): Node {
  const parent = tree.parentOf(call)
  const isMember = parent?.type === 'MemberExpression' && parent.object === call && !parent.computed
  return isMember && parent.property.type === 'Identifier' && members.includes(parent.property.name) ? parent : call
}

function declaredName({ id }: VariableDeclarator, hasMember: boolean, old: OldPackage): string | null {
  // An annotated type would be that of the old package.
  if (id.type === 'Identifier') return id.typeAnnotation ? null : id.name
  if (id.type !== 'ObjectPattern' || hasMember || id.properties.length !== 1) return null
  const [property] = id.properties
  if (property?.type !== 'ObjectProperty' || property.key.type !== 'Identifier' || property.value.type !== 'Identifier')
    return null
  return ['default', ...old.alsoExportedAs].includes(property.key.name) ? property.value.name : null
}

/** `cors`, or `cors as name`. */
function binding(name: string, as: string): string {
  return name === 'cors' ? name : `cors${as}${name}`
}

function declaration(tree: SyntaxTree, node: Node, names: readonly string[], text: string, isRequire: boolean): Source {
  const declares = (mention: Node) => {
    for (let inner: Node | null = mention; inner !== null; inner = tree.parentOf(inner)) if (inner === node) return true
    return false
  }
  return {
    names,
    declares,
    expression: null,
    isRequire,
    edit: { start: startOf(node), end: endOf(node), text },
  }
}

const quoteOf = (tree: SyntaxTree, literal: StringLiteral) => tree.text.charAt(startOf(literal))

const withSemicolon = (tree: SyntaxTree, statement: Node, text: string) =>
  tree.sourceOf(statement).endsWith(';') ? `${text};` : text

function unclear(tree: SyntaxTree, node: Node, old: OldPackage): Decision {
  return {
    code: 'import-not-understood',
    line: tree.lineOf(node),
    message: `${old.name} is imported, required or exported here in a way that is not understood`,
    instead: `move this file by hand: import { cors } from '${old.entry}'`,
  }
}
