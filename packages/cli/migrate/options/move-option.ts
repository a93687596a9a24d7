/** One option of the old middleware. */
import type { Node } from '@babel/types'
import { checkOptions } from 'corskit'
import { nearest } from '../../command-line/nearest.ts'
import type { Decision } from '../finding.ts'
import { isRegistered } from '../old-package.ts'
import { doesMore, listInPlace } from '../predicate/list-in-place.ts'
import { movePredicate } from '../predicate/move-predicate.ts'
import { isVariable } from '../syntax/environment.ts'
import { meaningOf } from '../syntax/meaning.ts'
import { shownSource } from '../syntax/shown-source.ts'
import { staticValue, withoutTypes } from '../syntax/static-value.ts'
import { endOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { ALL_HEADERS } from './all-headers.ts'
import { listDecisions } from './changing-list.ts'
import { mayBeUnset } from './may-be-unset.ts'
import type { OptionsMove } from './move-options.ts'
import type { Option } from './option-list.ts'
import { leavesOf } from './origin-leaves.ts'
import { nullAsked, typeWithCallback } from './predicate-stops.ts'
import { readOrigin } from './read-origin.ts'
import { type Start, startOfNames } from './starts.ts'

type Mover = (move: OptionsMove, option: Option, value: Node, name: string) => void

export function moveOption(move: OptionsMove, option: Option): void {
  const { name, value } = option
  if (name === null || value === null) {
    move.decisions.push(unclear(move.tree, option))
    return
  }
  const { options } = move.old
  const canonical = Object.hasOwn(options, name) ? options[name] : undefined
  const mover = canonical === undefined ? undefined : MOVERS[canonical]
  if (canonical === undefined || mover === undefined) dropOption(move, option, name, value)
  else if (name !== canonical && move.given.some((other) => other.name === canonical)) twice(move, option, canonical)
  else if (canonical !== 'origin' && isFunction(value)) move.decisions.push(functionOfRequest(move.tree, option))
  else {
    mover(move, option, value, canonical)
    if (name !== canonical && !move.dropped.has(option)) rename(move, option, value, canonical)
  }
}

const MOVERS: Readonly<Record<string, Mover>> = {
  origin: moveOrigin,
  methods: moveMethods,
  allowedHeaders: moveAllowedHeaders,
  exposedHeaders: keepUnlessFalsy,
  credentials: moveCredentials,
  maxAge: moveMaxAge,
}

/** `headers` of `cors` counts where `allowedHeaders` is empty. */
function twice(move: OptionsMove, option: Option, canonical: string): void {
  const other = move.given.find(({ name }) => name === canonical)?.value
  if (other != null && staticValue(move.tree, other)?.value) drop(move, option, 'option-ignored', canonical)
  else move.decisions.push(noCounterpart(move.tree, option))
}

const isFunction = (value: Node) => /Function|ObjectMethod/.test(withoutTypes(value).type)

function rename(move: OptionsMove, { key }: Option, value: Node, name: string): void {
  if (key === null) move.edits.push({ start: startOf(value), end: startOf(value), text: `${name}: ` })
  else move.edits.push({ start: startOf(key), end: endOf(key), text: name })
}

function drop(
  move: OptionsMove,
  option: Option,
  code: 'option-ignored' | 'option-dropped' | 'status-204',
  meant: string | null,
): void {
  move.dropped.add(option)
  const name = option.name ?? ''
  const detail = meant === null ? name : `${name}; was ${meant} meant?`
  if (code === 'status-204') move.change(code, option.node)
  else move.change(code, option.node, detail)
}

function keep(move: OptionsMove, option: Option, value: Node, name: string): void {
  const { tree, lines, known, change } = move
  const found = staticValue(tree, value)
  for (const leaf of found === null ? leavesOf(tree, value) : []) {
    move.decisions.push(...listDecisions(tree, leaf.node, value))
    startList(move, option, startOfNames(tree, leaf, name), name)
  }
  lines.set(name, tree.lineOf(option.node))
  if (found === null) change('checked-at-start', option.node)
  else known[name] = found.value
}

function startList(move: OptionsMove, option: Option, start: Start, name: string): void {
  move.decisions.push(...start.decisions)
  // `{ headers }` gets its new name later.
  const isShort = option.key === null
  if (start.edits.length === 0 || (isShort && option.name !== name)) return
  if (isShort) move.edits.push({ start: startOf(option.node), end: startOf(option.node), text: `${name}: ` })
  move.edits.push(...start.edits)
  for (const code of start.changes) move.change(code, option.node)
}

const USUAL = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', '*']

function moveMethods(move: OptionsMove, option: Option, value: Node, name: string): void {
  if (move.old.unsetMethods === 'error' && isUndefinedSometimes(move.tree, value)) {
    move.decisions.push(unsetMethods(move, option, value))
    return
  }
  keep(move, option, value, name)
  for (const method of namesIn(move.known[name])) {
    const meant = USUAL.includes(method) ? null : nearest(method, USUAL)
    if (meant !== null && method.toUpperCase() !== meant)
      move.change('method-unusual', option.node, `${method}; was ${meant} meant?`)
  }
}

const isUndefinedSometimes = (tree: SyntaxTree, value: Node) => {
  const known = staticValue(tree, value)
  return known === null ? mayBeUnset(tree, value) : known.value === undefined
}

function unsetMethods({ tree, old }: OptionsMove, { node, name }: Option, value: Node): Decision {
  const list = `[${(old.defaultMethods ?? []).map((method) => `'${method}'`).join(', ')}]`
  const text = shownSource(tree, value)
  const isNever = staticValue(tree, value) !== null
  return {
    code: 'methods-unset',
    line: tree.lineOf(node),
    message: `${isNever ? '' : `where ${text} is not set, `}${old.name} answered every preflight with an error, and corskit allows GET, HEAD and POST`,
    instead: isNever ? `${name}: ${list}, or without this option` : `${name}: ${inParentheses(tree, value)} || ${list}`,
  }
}

/** An expression as the left side of `||`. */
function inParentheses(tree: SyntaxTree, value: Node): string {
  return isPlain(value) ? shownSource(tree, value) : `(${shownSource(tree, value)})`
}

const isPlain = ({ type }: Node) => /^(?:Optional)?(?:Member|Call)Expression$|^Identifier$/.test(type)

export const namesIn = (value: unknown): string[] =>
  (typeof value === 'string'
    ? value.split(',').map((entry) => entry.trim())
    : Array.isArray(value)
      ? value
      : []
  ).filter((entry) => typeof entry === 'string')

/**
 * To the old packages `null`, `undefined`, `false` and `''` are the same as not there; to corskit they are mistakes.
 */
function keepUnlessFalsy(move: OptionsMove, option: Option, value: Node, name: string): void {
  const found = staticValue(move.tree, value)
  if (name === 'allowedHeaders' && isRegistered(move.old) && found !== null && !found.value && found.value !== null) {
    // Only null meant "whatever is asked for"; everything else that is empty meant none.
    move.edits.push({ start: startOf(value), end: endOf(value), text: option.key === null ? `${name}: []` : '[]' })
    move.known[name] = []
    return
  }
  const isEmptyList = Array.isArray(found?.value) && found.value.length === 0
  const isNone =
    found !== null &&
    ((!found.value && found.value !== false) ||
      (isEmptyList && name === 'allowedHeaders' && move.old.emptyHeadersAllowAll))
  if (isNone) move.dropped.add(option)
  else if (
    name === 'allowedHeaders' &&
    found === null &&
    move.old.unsetHeaders === 'all' &&
    mayBeUnset(move.tree, value)
  )
    writeOutHeaders(move, option, value, name)
  else keep(move, option, value, name)
}

/** What the old middleware did where nothing is set. */
function writeOutHeaders(move: OptionsMove, option: Option, value: Node, name: string): void {
  keep(move, option, value, name)
  const [open, close] = isPlain(value) ? ['', ''] : ['(', ')']
  // Another option's name is put before `{ value }` with its renaming.
  const key = option.key === null && option.name === name ? `${name}: ` : ''
  const before = `${key}${open}`
  if (before !== '') move.edits.push({ start: startOf(value), end: startOf(value), text: before })
  move.edits.push({ start: endOf(value), end: endOf(value), text: `${close} || ${ALL_HEADERS}` })
  move.change('headers-where-unset', option.node)
}

/** A variable of the environment is a text or nothing, and corskit takes true or false. */
function moveCredentials(move: OptionsMove, option: Option, value: Node, name: string): void {
  if (!leavesOf(move.tree, value).some((leaf) => isVariable(move.tree, leaf.node))) {
    keepUnlessFalsy(move, option, value, name)
    return
  }
  const text = shownSource(move.tree, value)
  const says =
    move.old.predicate === 'callback'
      ? `${move.old.name} took nothing but true, so it never allowed credentials`
      : `for ${move.old.name} every text that is not empty meant yes, 'false' too`
  move.decisions.push({
    code: 'option-wrong-type',
    line: move.tree.lineOf(option.node),
    message: `credentials: a variable of the environment is a text, and ${says}; corskit takes true or false`,
    instead: `credentials: ${text} === 'true'`,
  })
}

function moveOrigin(move: OptionsMove, option: Option, value: Node): void {
  const { tree } = move
  const credentials = move.given.find(({ name }) => name === 'credentials')?.value ?? null
  const origin = readOrigin(tree, value, credentials, move.old)
  move.lines.set('origin', tree.lineOf(option.node))
  move.decisions.push(...origin.decisions)
  if (origin.kind === 'predicate') movePredicateOption(move, option, value, origin)
  else if (origin.kind === 'known') {
    move.known['origin'] = origin.value
    if (typeof origin.value === 'string' && origin.value !== '*') move.change('fixed-origin', option.node)
  } else {
    if (option.key === null && origin.edits.length > 0)
      move.edits.push({ start: startOf(value), end: startOf(value), text: 'origin: ' })
    move.edits.push(...origin.edits)
    for (const code of origin.changes) move.change(code, option.node)
  }
}

function movePredicateOption(
  move: OptionsMove,
  option: Option,
  value: Node,
  { predicate, isInline }: { predicate: Parameters<typeof movePredicate>[1]; isInline: boolean },
): void {
  const moved = movePredicate(move.tree, predicate, move.old.predicate)
  move.decisions.push(...moved.decisions, ...typeWithCallback(move.tree, predicate))
  const list = moved.list === null ? null : staticValue(move.tree, moved.list)?.value
  const isList = Array.isArray(list) && list.length > 0 && list.every((entry) => typeof entry === 'string')
  if (!isList) move.decisions.push(...nullAsked(move.tree, predicate))
  // The checks see the list, whether it stands there in the end or not.
  if (isList) {
    const asList = readOrigin(
      move.tree,
      moved.list as Node,
      null,
      move.old.lists === 'none' ? { ...move.old, lists: 'strings' } : move.old,
    )
    move.decisions.push(...asList.decisions)
    move.known['origin'] = list
    move.lines.set('origin', move.tree.lineOf(moved.list as Node))
  }
  const isOnlyList = isList && isInline && !doesMore(move.tree, predicate)
  const text = isOnlyList ? listInPlace(move.tree, moved.list as Node, predicate) : null
  if (text === null) {
    for (const code of moved.changes) move.change(code, option.node)
    for (const asked of moved.unseen) move.change('admits-not-seen', option.node, asked)
    move.edits.push(...moved.edits)
    return
  }
  const place = value.type === 'ObjectMethod' ? { node: value, text: `origin: ${text}` } : { node: value, text }
  move.edits.push({ start: startOf(place.node), end: endOf(place.node), text: place.text })
  for (const code of ['predicate-error', 'predicate-hung'] as const)
    if (moved.changes.includes(code)) move.change(code, option.node)
  move.change('predicate-is-list', option.node)
}

/** A day: what Firefox keeps at most. */
const MAX_MAX_AGE = 86_400

function moveMaxAge(move: OptionsMove, option: Option, value: Node, name: string): void {
  const given = staticValue(move.tree, value)?.value
  const seconds = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  const wanted = typeof seconds === 'number' && seconds > MAX_MAX_AGE ? MAX_MAX_AGE : seconds
  if (!Number.isInteger(wanted) || wanted === given) {
    if (given === 0) keep(move, option, value, name)
    else keepUnlessFalsy(move, option, value, name)
    return
  }
  // `{ maxAge }` has to get its name back.
  const text = option.key === null ? `maxAge: ${wanted}` : String(wanted)
  move.edits.push({ start: startOf(value), end: endOf(value), text })
  move.change('max-age-number', option.node)
  move.known['maxAge'] = wanted
}

/** `Origin`, `Accept-Encoding` and others are in many lists, and were never of use there. */
function moveAllowedHeaders(move: OptionsMove, option: Option, value: Node, name: string): void {
  const given = staticValue(move.tree, value)?.value
  const names = typeof given === 'string' ? given.split(',').map((entry) => entry.trim()) : given
  const isWrittenHere = value.type === 'StringLiteral' || value.type === 'ArrayExpression'
  if (!Array.isArray(names) || !isWrittenHere || !names.some(isForbidden)) {
    keepUnlessFalsy(move, option, value, name)
    return
  }
  const left: unknown[] = names.filter((entry) => !isForbidden(entry))
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

function dropOption(move: OptionsMove, option: Option, name: string, value: Node): void {
  const { dropped, withoutCounterpart, options } = move.old
  const values = Object.hasOwn(dropped, name) ? dropped[name] : undefined
  const known = staticValue(move.tree, value)
  const meant = known === null ? meaningOf(move.tree, value) : null
  const found = meant === null ? known : staticValue(meant.tree, meant.node)
  if (name === 'optionsSuccessStatus' && values === null && !isSuccess(found?.value))
    move.decisions.push(statusRefused(move.tree, option, value, found !== null))
  else if (values === null || (values !== undefined && found !== null && values.includes(found.value))) {
    drop(move, option, name === 'optionsSuccessStatus' ? 'status-204' : 'option-dropped', null)
  } else if (values !== undefined || withoutCounterpart.includes(name)) {
    move.decisions.push(noCounterpart(move.tree, option))
  } else {
    drop(
      move,
      option,
      'option-ignored',
      similar(name) ?? nearest(name, [...Object.keys(options), ...Object.keys(dropped)]),
    )
  }
}

/** https://fetch.spec.whatwg.org/#ok-status */
function isSuccess(status: unknown): boolean {
  const number = typeof status === 'string' ? Number(status) : status
  return Number.isInteger(number) && (number as number) >= 200 && (number as number) <= 299
}

function statusRefused(tree: SyntaxTree, { node }: Option, value: Node, isKnown: boolean): Decision {
  const text = `${shownSource(tree, value)}${isKnown ? '' : ', which is not known here'}`
  return {
    code: 'status-refused',
    line: tree.lineOf(node),
    message: `preflights were answered with ${text}; browsers refuse a status outside of 200 to 299, and corskit answers 204, which allows what the options say`,
    instead:
      'without optionsSuccessStatus, when pages may send requests that need a preflight; otherwise without cors here',
  }
}

/** The names that other packages have for an option. */
const similar = (name: string) =>
  ({ allowHeaders: 'allowedHeaders', allowMethods: 'methods', exposeHeaders: 'exposedHeaders', origins: 'origin' })[
    name
  ] ?? null

function unclear(tree: SyntaxTree, { node }: Option): Decision {
  return {
    code: 'options-not-understood',
    line: tree.lineOf(node),
    message: `what ${shownSource(tree, node)} adds to the options is not known`,
    instead: 'name the options here',
  }
}

function functionOfRequest(tree: SyntaxTree, { node, name }: Option): Decision {
  return {
    code: 'option-without-counterpart',
    line: tree.lineOf(node),
    message: `${name} is a function of the request; corskit takes functions at origin only`,
    instead: 'a function of the request that returns one of two policies: docs/policy.md',
  }
}

function noCounterpart(tree: SyntaxTree, { node, name }: Option): Decision {
  const line = tree.lineOf(node)
  const instead = INSTEAD[name ?? ''] ?? 'without it, or see docs/policy.md for the option that was meant'
  return { code: 'option-without-counterpart', line, message: `corskit has no option ${name}`, instead }
}

const INSTEAD: Readonly<Record<string, string>> = {
  headers: 'only allowedHeaders, which is the one that counts',
  preflightContinue: 'let corskit answer preflights; every other OPTIONS comes to your routes by itself',
  preflight: 'let corskit answer preflights; every other OPTIONS comes to your routes by itself',
  delegator: 'a function of the request that returns a policy: { policy: (request) => policies.get(request.hostname) }',
  hook: 'without it: corskit runs in onRequest, before anything can refuse a preflight',
  cacheControl: "set Cache-Control in a hook of the app's own",
  secureContext:
    'set Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy in a middleware of your own: they are not CORS',
  privateNetworkAccess: 'legacyPrivateNetworkAccess: true, when a browser that still asks is to be answered',
}
