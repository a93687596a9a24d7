/** What a person must decide about a value at `origin`. */
import type { Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { isRegistered, type OldPackage, takesAnswers } from '../old-package.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { isChangedAt } from '../syntax/shared-lists.ts'
import { shownOnOneLine, shownSource } from '../syntax/shown-source.ts'
import { staticValue } from '../syntax/static-value.ts'
import { isInside, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { Leaf } from './origin-leaves.ts'

const NAMES = "origin: ['https://app.example.com']"

export function originDecisions(tree: SyntaxTree, node: Node, value: unknown, old: OldPackage): Decision[] {
  const decision = (code: string, message: string, instead: string): Decision[] => [
    { code, line: tree.lineOf(node), message, instead },
  ]
  if (value === true && takesAnswers(old.predicate)) {
    return decision(
      'origin-reflected',
      'origin: true lets every site on the web in by repeating its own name; name the origins',
      `${NAMES}, or origin: '*' without credentials when everyone may read`,
    )
  }
  if (namesNobody(value)) {
    if (old.falsyOrigin === 'everybody')
      return decision(
        'origin-falsy-allows-all',
        `${old.name} takes origin: ${value === '' ? "''" : String(value)} for '*', so everybody was allowed`,
        "origin: '*' when everyone may read; or the origins that are meant",
      )
    return decision(
      'origin-switched-off',
      `origin: ${value === '' ? "''" : String(value)} switched the middleware off: nobody was allowed`,
      'remove the call; without it nobody is allowed either',
    )
  }
  if (Array.isArray(value) && value.includes('*')) return anyInList(decision, old)
  const pattern = [value].flat().find((entry) => typeof entry === 'string' && entry !== '*' && entry.includes('*'))
  if (pattern !== undefined) {
    return decision(
      'pattern-was-literal',
      `${old.name} compared '${pattern}' letter by letter, so it allowed nobody; corskit takes it for a pattern and would allow what it matches`,
      'the pattern, when it is what was meant; otherwise without it',
    )
  }
  if (old.lists === 'none' && typeof value !== 'string') {
    return decision(
      'origin-several-in-one',
      `${old.name} takes one origin as a text; what stands here was sent as it is, and is equal to no origin`,
      'a list in corskit, when all of them are meant',
    )
  }
  if (old.lists === 'strings' && [value].flat().some((entry) => typeof entry !== 'string')) {
    return decision(
      'origin-not-text',
      `${old.name} compares texts only; a RegExp here allowed nobody`,
      "a pattern: origin: ['https://*.example.com']",
    )
  }
  return []
}

function anyInList(
  decision: (code: string, message: string, instead: string) => Decision[],
  old: OldPackage,
): Decision[] {
  if (isRegistered(old)) {
    return decision(
      'origin-any-in-list',
      `a list with '*' in it allowed everybody in some versions of ${old.name}, and nobody in others`,
      `${NAMES}, or origin: '*' without credentials when everyone may read`,
    )
  }
  return decision(
    'origin-any-in-list',
    "'*' in a list is compared as a name, so here it allowed nobody; origin: '*' would allow everybody, which this list never did",
    `name the origins: ${NAMES}`,
  )
}

/** For the old packages, a falsy origin means that there is none. */
export function namesNobody(value: unknown): boolean {
  return value === false || value === null || value === undefined || value === ''
}

/** `production ? false : list`: the other case goes on being wanted. */
export function offSometimes(
  tree: SyntaxTree,
  node: Node,
  { test, when }: NonNullable<Leaf['choice']>,
  old: OldPackage,
): Decision {
  if (old.falsyOrigin === 'everybody') {
    return {
      code: 'origin-falsy-allows-all',
      line: tree.lineOf(node),
      message: `in this case ${old.name} reads a missing value as '*', so everybody was allowed`,
      instead: "'*' for that case when everyone may read; or the origins that are meant",
    }
  }
  const condition = shownOnOneLine(tree, test)
  const other = when ? negated(condition) : condition
  return {
    code: 'origin-switched-off',
    line: tree.lineOf(node),
    message: `in this case nobody is allowed, and in the other somebody is; corskit has no origin that means nobody`,
    instead: asksRequest(tree, test)
      ? `one call outside of the handler, with a function that answers for each request: origin: (origin, request) => …, true where ${other}`
      : `keep the call for the other case only: if (${other}) app.use(cors({ … }))`,
  }
}

/** Whether a condition has another answer for each request: it asks the request that a handler is given. */
const asksRequest = (tree: SyntaxTree, condition: Node) =>
  ['req', 'request', 'ctx', 'context', 'c'].some((name) =>
    tree.mentionsOf(name).some((mention) => {
      const by = isInside(tree, mention, condition) ? declarationAt(tree, name, mention)?.by : undefined
      return by !== undefined && 'params' in by
    }),
  )

/** `list ?? false`: the app ran without the list before, and corskit would stop it at start. */
export function offWhereUnset(tree: SyntaxTree, node: Node, old: OldPackage): Decision {
  if (old.falsyOrigin === 'everybody') {
    return {
      code: 'origin-falsy-allows-all',
      line: tree.lineOf(node),
      message: `where nothing else is set, ${old.name} reads ${shownSource(tree, node)} as '*', so everybody was allowed`,
      instead: "'*' for that case when everyone may read; or the origins that are meant",
    }
  }
  return {
    code: 'origin-switched-off',
    line: tree.lineOf(node),
    message: `where nothing else is set, ${shownSource(tree, node)} means that nobody is allowed; corskit has no origin that means nobody, and the app would stop at start`,
    instead: 'keep the call for the other case only: if (origins) app.use(cors({ origin: origins }))',
  }
}

function negated(condition: string): string {
  if (/^[\w.$]+$/.test(condition)) return `!${condition}`
  if (/^[^=!&|?]+ ===? [^=!&|?]+$/.test(condition)) return condition.replace(/ ==(=?) /, ' !=$1 ')
  return `!(${condition})`
}

export function fromElsewhere(tree: SyntaxTree, node: Node, { name }: OldPackage): Decision {
  const text = shownSource(tree, node)
  return {
    code: 'origin-from-elsewhere',
    line: tree.lineOf(node),
    message: `what ${text} is cannot be told without running the app${whyNot(tree, node)}; if it is a function of ${name}, corskit would ask it in another way and refuse everybody`,
    instead: 'the origins here, or a function (origin, request) => boolean; then import cors from corskit',
  }
}

/** Where a variable of this file is changed. */
function whyNot(tree: SyntaxTree, node: Node): string {
  if (node.type !== 'Identifier') return ''
  const places = tree.mentionsOf(node.name)
  const declared = places.find((mention) => tree.parentOf(mention)?.type === 'VariableDeclarator')
  const changed = places.find((mention) => isChangedAt(tree, mention))
  if (declared === undefined || changed === undefined) return ''
  return ` (line ${tree.lineOf(declared)} declares it, and line ${tree.lineOf(changed)} may change it)`
}

export function isOff(tree: SyntaxTree, credentials: Node | null): boolean {
  if (credentials === null) return true
  const found = staticValue(tree, credentials)
  return found !== null && !found.value
}
