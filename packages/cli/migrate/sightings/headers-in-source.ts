/** `Access-Control-*` headers that a source writes by hand. */
import type { Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import type { HeaderByHand } from '../layers/by-hand.ts'
import { staticValue } from '../syntax/static-value.ts'
import { ownerOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { headerName, isHeaderName } from './header-name.ts'
import { isNamedForOthers } from './named-for-others.ts'
import { headerInText, isListOfNames, setTo } from './set-header.ts'
import { doneToNames, isPatternOfNames, isTakenAway } from './taken-away.ts'

export interface HandWritten extends HeaderByHand {
  /** What is reported; `null` where only a move beside it is a question. */
  readonly decision: Decision | null
  /** Whether an app changes with it what the answers of a middleware say. */
  readonly isLayer: boolean
}

interface Hit {
  readonly name: string
  readonly line: number
  readonly owner: Node | null
  readonly value: Node | null
  readonly isRequest: boolean
  readonly isTaken: boolean
  /** Whether only the name is here, for other files. */
  readonly isNamed: boolean
}

export function headersInSource(tree: SyntaxTree, path: string): HandWritten[] {
  const groups: Hit[][] = []
  for (const node of tree.nodes) {
    const hit = hitAt(tree, node)
    if (hit === null) continue
    const group = groups.find(
      ([first]) =>
        first?.isRequest === hit.isRequest &&
        first.isTaken === hit.isTaken &&
        first.isNamed === hit.isNamed &&
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
  const hit = (name: string, value: Node | null, isTaken: boolean, isNamed = false): Hit => ({
    name: name.toLowerCase(),
    line: tree.lineOf(node),
    owner: ownerOf(tree, node),
    value: value === node ? null : value,
    isRequest: isOfRequest(tree, node),
    isTaken,
    isNamed,
  })
  if (isPatternOfNames(tree, node))
    return doneToNames(tree, node) === 'taken-away' ? hit('access-control-*', null, true) : null
  const name = headerName(tree, node)
  const inText = headerInText(tree, node)
  if (inText !== null && (name === null || /\n/.test(name))) return hit(inText, null, false)
  if (name === null) return null
  const inOne = /^(access-control-[a-z-]+): *(.+)$/i.exec(name)
  if (!isHeaderName(name) && !(inOne !== null && isHeaderName(inOne[1] ?? ''))) return null
  const list = tree.parentOf(node)
  const done = list !== null && isListOfNames(tree, list) ? doneToNames(tree, list) : null
  if (done === 'taken-away' || isTakenAway(tree, node)) return hit(name, null, true)
  const value = done === 'written' ? node : setTo(tree, node, inOne !== null)
  if (value === null) return isNamedForOthers(tree, node) ? hit(name, null, false, true) : null
  return hit(inOne?.[1] ?? name, value, false)
}

const CLIENTS =
  /^(?:fetch|axios|request|superagent|got|ky|\$|\$http|jQuery|useFetch|\$fetch|ofetch|needle|wretch|XMLHttpRequest)$/

/** Whether it is a header of a request that a page or a client sends. */
function isOfRequest(tree: SyntaxTree, node: Node): boolean {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'CallExpression') {
      const text = tree.sourceOf(outer.callee)
      if (CLIENTS.test(text.split('.', 1)[0] ?? '') || /^new HttpHeaders|\.setRequestHeader$|^this\.http\./.test(text))
        return true
    }
    if (
      outer.type === 'NewExpression' &&
      /^(?:HttpHeaders|Request|AxiosHeaders|HttpLink)$/.test(tree.sourceOf(outer.callee))
    )
      return true
    if (outer.type === 'AssignmentExpression' && /axios|\.defaults\./.test(tree.sourceOf(outer.left))) return true
    if (/Function|ClassMethod|ObjectMethod/.test(outer.type)) return false
  }
  return false
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
  if (first?.isNamed === true) {
    return decision(
      'header-by-hand',
      `the app names ${first.name} here for other files, which may write it by hand: who is allowed is decided there`,
      'cors of corskit for these requests, and the headers taken out',
      true,
    )
  }
  const isNextConfig = /(?:^|[\\/])next\.config\.[mc]?[jt]s$/.test(path)
  const instead = isNextConfig
    ? 'cors of corskit/next around the route: headers() cannot answer preflights or choose by origin'
    : `${entryFor(tree)} for these requests, and the headers taken out`
  const origin = hits.find(({ name }) => name === 'access-control-allow-origin')
  const withCredentials = hits.some(({ name }) => name === 'access-control-allow-credentials')
  const where = isNextConfig ? 'the configuration of Next' : 'the app'
  const says = origin === undefined ? 'only a part of what CORS needs' : saysOf(tree, origin, withCredentials)
  return decision(
    isNextConfig ? 'next-config-headers' : 'header-by-hand',
    `${where} writes ${hits.length === 1 ? (first?.name ?? 'a header') : `${hits.length} Access-Control-* headers`} by hand: ${says}${missing(hits)}`,
    instead,
    !isNextConfig,
  )
}

function saysOf(tree: SyntaxTree, { value }: Hit, withCredentials: boolean): string {
  const known = value === null ? null : staticValue(tree, value)
  if (known?.value === '*') {
    return withCredentials
      ? "'*', which browsers refuse when credentials are included"
      : 'every site may read these answers, without credentials'
  }
  if (typeof known?.value === 'string') return `${known.value} may read these answers`
  if (value !== null && /\borigin\b/i.test(tree.sourceOf(value)) && !/env|ORIGIN|allowed/.test(tree.sourceOf(value))) {
    return `the origin of the page itself is allowed${withCredentials ? ', with credentials' : ''}: that is every site, unless the code around it compares it with a list`
  }
  return 'who is allowed is decided when the app runs'
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
