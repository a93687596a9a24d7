/** Serves the page, and runs the model for it. */
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Route } from '@corskit/example-broken-api/route'
import type { AttackPorts } from '../attacks/live/live-names.ts'
import type { LabOptions } from '../lab.ts'
import type { Worlds } from './attacks/worlds.ts'
import type { CacheInFront } from './cache/cache-in-front.ts'
import { parsedRecord, parseLabRequest } from './lab-request.ts'
import { readBody } from './read-body.ts'
import { parseSetUp } from './read-set-up.ts'
import type { SetUps } from './set-ups.ts'
import { isLocalhost, isOwnHost, isOwnPage } from './visitor.ts'

/** What the page has to know about its surroundings. */
export interface LabSite {
  readonly pageOrigin: string
  readonly apiOrigin: string
  readonly thirdOrigin: string
  readonly routes: readonly Route[]
  /** Where the pages, the bank and the cache of the attacks are. */
  readonly attackPorts: AttackPorts
}

interface PageServerOptions {
  readonly site: LabSite
  readonly check: LabOptions['check']
  readonly setUps: SetUps
  readonly worlds: Worlds
  readonly front: CacheInFront
  readonly pageFolder: URL
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

/**
 * Only the files of the build: the list is read once, so a visitor's path never becomes the path of a file.
 */
function filesOf(folder: URL): ReadonlyMap<string, readonly [file: URL, type: string]> {
  const files = new Map<string, readonly [URL, string]>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = name.replaceAll('\\', '/')
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)]
    if (type !== undefined) files.set(path === 'index.html' ? '/' : `/${path}`, [new URL(path, folder), type])
  }
  return files
}

const PAGE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** The page asks one at a time, so more would only load the machine. */
const MAX_CHECKS_AT_ONCE = 4

/**
 * The page runs only its own script, may connect to any address that the user names, may frame the pages of the
 * attacks, and may not be framed.
 */
const securityPolicy = ({ pages, scheme }: AttackPorts) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src *; frame-src ${scheme}://*.localhost:${pages}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function createPageServer({
  site,
  check,
  setUps,
  worlds,
  front,
  pageFolder,
}: PageServerOptions): RequestListener {
  let running = 0
  const files = filesOf(pageFolder)
  const policy = securityPolicy(site.attackPorts)

  async function answerCheck(body: string, response: ServerResponse): Promise<void> {
    const labRequest = parseLabRequest(body)
    if (labRequest === null) return sendText(response, 400, 'Expected a request of the lab.')
    if (running >= MAX_CHECKS_AT_ONCE) return sendText(response, 429, 'Enough checks are under way.')
    running++
    try {
      sendJson(response, await check(labRequest))
    } finally {
      running--
    }
  }

  async function answerSetUp(body: string, response: ServerResponse): Promise<void> {
    const setUp = parseSetUp(body)
    if (setUp === null) return sendText(response, 400, 'Expected a set-up of the lab.')
    sendJson(response, await setUps.add(setUp))
  }

  async function openAttack(body: string, response: ServerResponse): Promise<void> {
    const { policy } = parsedRecord(body) ?? {}
    if (typeof policy !== 'string') return sendText(response, 400, 'Expected a policy.')
    sendJson(response, worlds.open(policy))
  }

  async function showLedger(body: string, response: ServerResponse): Promise<void> {
    const ledger = worlds.ledger(String(parsedRecord(body)?.['id']))
    if (ledger === null) return sendText(response, 404, 'There is no such bank.')
    sendJson(response, { ledger })
  }

  async function nameCache(_: string, response: ServerResponse): Promise<void> {
    sendJson(response, { name: await front.name() })
  }

  const POSTS: Readonly<Record<string, (body: string, response: ServerResponse) => Promise<void>>> = {
    '/check': answerCheck,
    '/set-up': answerSetUp,
    '/attack/open': openAttack,
    '/attack/ledger': showLedger,
    '/attack/cache': nameCache,
  }

  async function answerPost(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnPage(request.headers, site.pageOrigin))
      return sendText(response, 403, 'Only the page of the lab may ask this.')
    const body = await readBody(request)
    if (body === null) return sendText(response, 413, 'The request is too long.')
    await POSTS[pathname]?.(body, response)
  }

  return (request, response) => {
    response.setHeader('content-security-policy', policy)
    const pathname = pathOf(request.url ?? '/')
    if (pathname === null) return sendText(response, 400, 'This is not the path of a page.')
    if (!isOwnHost(request.headers, site.pageOrigin)) {
      if (!isLocalhost(request.headers, site.pageOrigin))
        return sendText(response, 421, 'This is not the host you asked for.')
      response.writeHead(307, { location: site.pageOrigin + pathname }).end()
      return
    }
    if (Object.hasOwn(POSTS, pathname) && request.method === 'POST') {
      answerPost(pathname, request, response).catch(() => response.destroy())
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Expected GET.')
    const file = files.get(pathname)
    if (file === undefined) return sendText(response, 404, 'There is no such page.')
    response.writeHead(200, { ...PAGE_HEADERS, 'content-type': file[1] })
    response.end(pathname === '/' ? documentWith(site, file[0]) : readFileSync(file[0]))
  }
}

/** The document with the surroundings in it, as data that no browser runs. */
function documentWith(site: LabSite, file: URL): string {
  const data = JSON.stringify(site).replaceAll('<', '\\u003c')
  const place = '<div id="app"></div>'
  return readFileSync(file, 'utf8').replace(
    place,
    () => `<script type="application/json" id="site">${data}</script>\n    ${place}`,
  )
}

/** The path as it was sent, `//` included: a URL parser would take it for a host. `null` where there is none. */
function pathOf(target: string): string | null {
  if (target.startsWith('/')) return target.split(/[?#]/, 1)[0] ?? '/'
  return URL.canParse(target) ? new URL(target).pathname : null
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
