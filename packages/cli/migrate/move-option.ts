/** One option of the old middleware. */
import type { Node } from '@babel/types'
import { checkOptions } from 'corskit'
import type { Decision } from './finding.ts'
import type { OptionsMove } from './move-options.ts'
import { movePredicate } from './move-predicate.ts'
import type { Option } from './option-list.ts'
import { readOrigin } from './read-origin.ts'
import { staticValue } from './static-value.ts'
import { endOf, type SyntaxTree, startOf } from './syntax-tree.ts'

type Mover = (move: OptionsMove, option: Option, value: Node) => void

export function moveOption(move: OptionsMove, option: Option): void {
  const { name, value } = option
  if (name === null || value === null) {
    move.decisions.push(unclear(move.tree, option))
    return
  }
  const mover = Object.hasOwn(MOVERS, name) ? MOVERS[name] : undefined
  if (mover !== undefined) mover(move, option, value)
  else if (name === move.old.headersAlias) moveHeadersAlias(move, option, value)
  else dropOption(move, option, name, value)
}

const MOVERS: Readonly<Record<string, Mover>> = {
  origin: moveOrigin,
  methods: keep,
  allowedHeaders: moveAllowedHeaders,
  exposedHeaders: keepUnlessFalsy,
  credentials: keepUnlessFalsy,
  maxAge: moveMaxAge,
}

function keep(
  { tree, lines, known, change }: OptionsMove,
  option: Option,
  value: Node,
  name = option.name ?? '',
): void {
  const found = staticValue(tree, value)
  lines.set(name, tree.lineOf(option.node))
  if (found === null) change('checked-at-start', option.node)
  else known[name] = found.value
}

/** To the old packages `null`, `undefined`, `false` and `''` are the same as not there; to corskit they are mistakes. */
function keepUnlessFalsy(move: OptionsMove, option: Option, value: Node, name = option.name ?? ''): void {
  const found = staticValue(move.tree, value)
  if (found !== null && !found.value && found.value !== false) move.dropped.add(option)
  else keep(move, option, value, name)
}

function moveOrigin(move: OptionsMove, option: Option, value: Node): void {
  const credentials = move.given.find(({ name }) => name === 'credentials')?.value ?? null
  const origin = readOrigin(move.tree, value, credentials)
  move.lines.set('origin', move.tree.lineOf(option.node))
  move.decisions.push(...origin.decisions)
  if (origin.kind === 'predicate') {
    const moved = movePredicate(move.tree, origin.predicate)
    move.edits.push(...moved.edits)
    move.decisions.push(...moved.decisions)
    for (const code of moved.changes) move.change(code, option.node)
  } else if (origin.kind === 'known') {
    move.known['origin'] = origin.value
    if (typeof origin.value === 'string' && origin.value !== '*') move.change('fixed-origin', option.node)
  } else move.change('checked-at-start', option.node)
}

/** A day: what Firefox keeps at most. */
const MAX_MAX_AGE = 86_400

function moveMaxAge(move: OptionsMove, option: Option, value: Node): void {
  const given = staticValue(move.tree, value)?.value
  const seconds = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  const wanted = typeof seconds === 'number' && seconds > MAX_MAX_AGE ? MAX_MAX_AGE : seconds
  if (!Number.isInteger(wanted) || wanted === given) {
    if (given === 0) keep(move, option, value)
    else keepUnlessFalsy(move, option, value)
    return
  }
  // `{ maxAge }` has to get its name back.
  const text = option.key === null ? `maxAge: ${wanted}` : String(wanted)
  move.edits.push({ start: startOf(value), end: endOf(value), text })
  move.change('max-age-number', option.node)
  move.known['maxAge'] = wanted
}

/** `Origin`, `Accept-Encoding` and others are in many lists, and were never of use there. */
function moveAllowedHeaders(move: OptionsMove, option: Option, value: Node): void {
  const given = staticValue(move.tree, value)?.value
  const names = typeof given === 'string' ? given.split(',').map((name) => name.trim()) : given
  const isWrittenHere = value.type === 'StringLiteral' || value.type === 'ArrayExpression'
  if (!Array.isArray(names) || !isWrittenHere || !names.some(isForbidden)) {
    keepUnlessFalsy(move, option, value, 'allowedHeaders')
    return
  }
  const left: unknown[] = names.filter((name) => !isForbidden(name))
  move.known['allowedHeaders'] = left
  move.lines.set('allowedHeaders', move.tree.lineOf(option.node))
  move.edits.push({ start: startOf(value), end: endOf(value), text: `[${left.map(quotedLikeThis).join(', ')}]` })
  move.change('headers-that-no-page-sets', option.node)
}

function isForbidden(name: unknown): boolean {
  const { issues } = checkOptions({ origin: '*', allowedHeaders: [name] })
  return issues.some(({ code }) => code === 'header-forbidden')
}

const quotedLikeThis = (name: unknown) => `'${String(name).replace(/[\\']/g, '\\$&')}'`

/** `headers` of `cors`, which counts where there is no `allowedHeaders`. */
function moveHeadersAlias(move: OptionsMove, option: Option, value: Node): void {
  if (move.given.some(({ name }) => name === 'allowedHeaders')) {
    move.decisions.push(noCounterpart(move.tree, option))
    return
  }
  const { key } = option
  if (key === null) move.edits.push({ start: startOf(value), end: startOf(value), text: 'allowedHeaders: ' })
  else move.edits.push({ start: startOf(key), end: endOf(key), text: 'allowedHeaders' })
  moveAllowedHeaders(move, option, value)
}

function dropOption(move: OptionsMove, option: Option, name: string, value: Node): void {
  const values = Object.hasOwn(move.old.dropped, name) ? move.old.dropped[name] : []
  const found = staticValue(move.tree, value)
  if (values === undefined || (values !== null && !(found !== null && values.includes(found.value)))) {
    move.decisions.push(noCounterpart(move.tree, option))
    return
  }
  move.dropped.add(option)
  move.change(name === 'optionsSuccessStatus' ? 'status-204' : 'option-dropped', option.node)
}

function unclear(tree: SyntaxTree, { node }: Option): Decision {
  return {
    code: 'options-not-understood',
    line: tree.lineOf(node),
    message: `what ${tree.sourceOf(node).split('\n', 1)[0]} adds to the options is not known`,
    instead: 'name the options here',
  }
}

function noCounterpart(tree: SyntaxTree, { node, name }: Option): Decision {
  const line = tree.lineOf(node)
  const instead = INSTEAD[name ?? ''] ?? 'leave it away, or see docs/policy.md for the option that was meant'
  return { code: 'option-without-counterpart', line, message: `corskit has no option ${name}`, instead }
}

const INSTEAD: Readonly<Record<string, string>> = {
  preflightContinue: 'let corskit answer preflights; every other OPTIONS comes to your routes by itself',
  preflight: 'let corskit answer preflights; every other OPTIONS comes to your routes by itself',
  delegator: 'a function of the request that returns a policy: { policy: (request) => policies.get(request.hostname) }',
  hook: 'leave it away: corskit runs in onRequest, before anything can refuse a preflight',
  cacheControl: "set Cache-Control in a hook of the app's own",
  headers: 'only allowedHeaders, which is the one that counts',
}
