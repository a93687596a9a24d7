/** `Access-Control-*` headers that a source writes by hand. */
import type { Node } from '@babel/types'
import type { Sighting } from '../finding.ts'
import type { HeaderByHand } from '../layers/by-hand.ts'
import { madeAs } from '../syntax/declarations.ts'
import { staticValue, withoutTypes } from '../syntax/static-value.ts'
import { isInside, memberName, ownerOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { isDescribed } from './header-names/described.ts'
import { headerName, isHeaderName } from './header-names/header-name.ts'
import { namedHeader, textsOf } from './header-names/named-header.ts'
import { mayBeWrittenAt } from './header-names/written-by-name.ts'
import { isOfRequest } from './of-request.ts'
import { headerInText, isListOfNames, setTo } from './set-header.ts'
import { doneToNames, isPatternOfNames, isTakenAway } from './taken-away.ts'

export interface HandWritten extends HeaderByHand {
  /** What is reported; `null` where only a move beside it is a question. */
  readonly decision: Sighting | null
  /** Whether an app changes with it what the answers of a middleware say. */
  readonly isLayer: boolean
}

interface Hit {
  readonly node: Node
  readonly name: string
  readonly line: number
  readonly owner: Node | null
  readonly value: Node | null
  readonly isRequest: boolean
  readonly isTaken: boolean
  /** The place that may write it, where only the name is understood. */
  readonly unseen: Node | null
}

/** @param isTest whether the file is a test, where a name is only compared */
export function headersInSource(tree: SyntaxTree, path: string, isTest: boolean): HandWritten[] {
  const groups: Hit[][] = []
  const hits = tree.nodes.flatMap((node) => hitAt(tree, node) ?? [])
  for (const hit of [...hits, ...(isTest ? [] : namesIn(tree, hits))]) {
    const group = groups.find(
      ([first]) =>
        first?.isRequest === hit.isRequest &&
        first.isTaken === hit.isTaken &&
        (first.unseen === null) === (hit.unseen === null) &&
        belongs(first, hit),
    )
    if (group === undefined) groups.push([hit])
    else group.push(hit)
  }
  return groups
    .map((group) =>
      judged(
        tree,
        path,
        group.sort((a, b) => a.line - b.line),
      ),
    )
    .sort((a, b) => a.line - b.line)
}

/** Lines that are not further apart than this set headers of one answer. */
const NEAR = 15

function belongs(first: Hit, hit: Hit): boolean {
  return first.owner === hit.owner && Math.abs(first.line - hit.line) <= NEAR
}

function hitAt(tree: SyntaxTree, node: Node): Hit | null {
  const hit = (name: string, value: Node | null, isTaken: boolean): Hit => ({
    node,
    name: name.toLowerCase(),
    line: tree.lineOf(node),
    owner: ownerOf(tree, node),
    value: value === node ? null : value,
    isRequest: isOfRequest(tree, node),
    isTaken,
    unseen: null,
  })
  if (isPatternOfNames(tree, node))
    return doneToNames(tree, node) === 'taken-away' ? hit('access-control-*', null, true) : null
  const name = headerName(tree, node)
  const inText = headerInText(tree, node)
  if (inText !== null && (name === null || /\n/.test(name))) return hit(inText, null, false)
  if (name === null || isDescribed(tree, node)) return null
  const inOne = /^(access-control-[a-z-]+): *(.+)$/i.exec(name)
  if (!isHeaderName(name) && !(inOne !== null && isHeaderName(inOne[1] ?? ''))) return null
  const list = tree.parentOf(node)
  const done = list !== null && isListOfNames(tree, list) ? doneToNames(tree, list) : null
  if (done === 'taken-away' || isTakenAway(tree, node)) return hit(name, null, true)
  const value = done === 'written' ? node : setTo(tree, node, inOne !== null)
  return value === null ? null : hit(inOne?.[1] ?? name, value, false)
}

/** The names that no place above explains, and that are not only read. */
function namesIn(tree: SyntaxTree, hits: readonly Hit[]): Hit[] {
  const places = new Set(hits.map(({ node }) => node))
  const layers = hits.filter(({ isRequest }) => !isRequest)
  const told = new Set(layers.flatMap(({ node }) => textsOf(tree, node)))
  const isValue = (node: Node) =>
    hits.some(
      ({ value }) => value !== null && isInside(tree, node, value) && ownerOf(tree, node) === ownerOf(tree, value),
    )
  return tree.nodes.flatMap((node) => {
    const name = namedHeader(tree, node)
    if (name === null || told.has(node) || isValue(node) || isDescribed(tree, node)) return []
    const unseen = mayBeWrittenAt(tree, node, (one) => places.has(one))
    if (unseen === null) return []
    const [line, owner] = [tree.lineOf(node), ownerOf(tree, node)]
    return [{ node, name: name.toLowerCase(), line, owner, value: null, isRequest: false, isTaken: false, unseen }]
  })
}

function judged(tree: SyntaxTree, path: string, hits: readonly Hit[]): HandWritten {
  const [first] = hits
  const { name: header = '', line = 1, isTaken = false } = first ?? {}
  if (isTaken) return { header, line, how: 'taken', decision: null, isLayer: true }
  const decision = (code: string, message: string, instead: string, isLayer: boolean) => ({
    header,
    line,
    how: 'written' as const,
    decision: { code, line, message, instead },
    isLayer,
  })
  if (first?.isRequest === true) {
    return decision(
      'request-header',
      `${first.name} is sent with a request here; it is a header of answers, and all it does in a request is to make browsers ask first with a preflight`,
      'without it; the server that is called must allow this page',
      false,
    )
  }
  if (first != null && first.unseen !== null) {
    const place = tree.lineOf(first.unseen)
    const where = place === line ? '' : ` in line ${place}`
    return {
      ...decision(
        'header-by-hand',
        `the app names ${first.name}, and this command does not see what is done with the name${where}: the header may be written by it, or taken away`,
        'cors of corskit for these requests, and the headers taken out; nothing, if the name is only read',
        true,
      ),
      how: 'named',
    }
  }
  const isNextConfig = /(?:^|[\\/])next\.config\.[mc]?[jt]s$/.test(path)
  const instead = isNextConfig
    ? 'cors of corskit/next around the route: headers() cannot answer preflights or choose by origin'
    : `${entryFor(tree)} for these requests, and the headers taken out`
  const origin = hits.find(({ name }) => name === 'access-control-allow-origin')
  const withCredentials = hits.some(({ name }) => name === 'access-control-allow-credentials')
  const where = isNextConfig ? 'the configuration of Next' : 'the app'
  const says = origin === undefined ? 'only a part of what CORS needs' : saysOf(tree, origin, withCredentials)
  const found = decision(
    isNextConfig ? 'next-config-headers' : 'header-by-hand',
    `${where} writes ${hits.length === 1 ? (first?.name ?? 'a header') : `${hits.length} Access-Control-* headers`} by hand: ${says}${missing(hits)}`,
    instead,
    !isNextConfig,
  )
  return isNextConfig ? { ...found, decision: { ...found.decision, how: 'configured' } } : found
}

function saysOf(tree: SyntaxTree, { value }: Hit, withCredentials: boolean): string {
  const known = value === null ? null : staticValue(tree, value)
  if (known?.value === '*') {
    return withCredentials
      ? "'*', which browsers refuse when credentials are included"
      : 'every site may read these answers, without credentials'
  }
  if (typeof known?.value === 'string') return `${known.value} may read these answers`
  if (value !== null && isOfUrl(tree, value)) return 'the origin of a URL is allowed, which the app makes'
  if (value !== null && /\borigin\b/i.test(tree.sourceOf(value)) && !/env|ORIGIN|allowed/.test(tree.sourceOf(value))) {
    return `the origin of the page itself is allowed${withCredentials ? ', with credentials' : ''}: that is every site, unless the code around it compares it with a list`
  }
  return 'who is allowed is decided when the app runs'
}

/** `url.origin`, where `url` is `new URL(…)`: of the server itself, mostly, and not of the page. */
function isOfUrl(tree: SyntaxTree, value: Node): boolean {
  if (value.type !== 'MemberExpression' || memberName(value) !== 'origin') return false
  const made = madeAs(tree, withoutTypes(value.object))
  return (
    made.type === 'NewExpression' &&
    tree.sourceOf(made.callee) === 'URL' &&
    !/origin|referer/i.test(tree.sourceOf(made))
  )
}

/** What is often missing. */
function missing(hits: readonly Hit[]): string {
  const has = (name: string) => hits.some((hit) => hit.name === `access-control-${name}`)
  if (has('allow-origin') && has('allow-methods') && !has('allow-headers'))
    return '; no headers are allowed, so a page cannot send JSON'
  return ''
}

const FRAMEWORKS = ['express', 'fastify', 'hono', 'koa', 'h3', 'elysia', 'next']

function entryFor(tree: SyntaxTree): string {
  const loaded = FRAMEWORKS.find((name) => new RegExp(`['"]${name}(?:/[^'"]*)?['"]`).test(tree.text))
  if (loaded !== undefined) return `cors of corskit/${loaded}`
  if (/APIGateway|statusCode\s*:/.test(tree.text)) return 'cors of corskit/lambda'
  return /new Response\(/.test(tree.text) ? 'cors of corskit/web' : 'cors of corskit/node'
}
