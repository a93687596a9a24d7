/**
 * The bank, and the cache in front of it, as servers. They answer under their own names, to the lab's pages, and to
 * nobody else.
 */
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { type AttackPorts, liveOrigin, storyOrigin } from '../../attacks/live/live-names.ts'
import { type BankAnswer, type BankRequest, SET_SESSION } from '../../attacks/world/bank.ts'
import { BANK, CACHE } from '../../attacks/world/places.ts'
import type { CacheInFront } from '../cache/cache-in-front.ts'
import { readBody } from '../read-body.ts'
import { acceptSocket, textFrame } from './web-socket.ts'
import type { Worlds } from './worlds.ts'

const SOCKET_MILLISECONDS = 5000

/** Requests come directly, through the lab's own cache, or through a real cache. */
type Way = 'bank' | 'cache' | 'behind-cache'
type Refusal = { readonly status: 403 | 404 | 421; readonly says: string }

export function createBank(worlds: Worlds, ports: AttackPorts, way: Way): RequestListener {
  return (request, response) => {
    const answer = async () => {
      const { status, headers, body } = await asked(request, worlds, ports, way, false)
      response.statusCode = status
      for (const [name, value] of headers) response.appendHeader(name, value)
      response.setHeader('x-content-type-options', 'nosniff')
      response.end(status === 204 ? undefined : body)
    }
    answer().catch(() => response.destroy())
  }
}

/** The cache in front of it. What is refused never gets there. */
export function createCache(worlds: Worlds, ports: AttackPorts, front: CacheInFront): RequestListener {
  const own = createBank(worlds, ports, 'cache')
  return (request, response) => {
    const answer = async () => {
      const isForReal = request.url?.startsWith('/') === true && refusalOf(request, ports, 'cache') === null
      if (!isForReal || !(await front.answer(request, response))) own(request, response)
    }
    answer().catch(() => response.destroy())
  }
}

/** For the event `upgrade` of the bank's server. */
export function createBankSockets(worlds: Worlds, ports: AttackPorts) {
  return (request: IncomingMessage, socket: Duplex): void => {
    socket.on('error', () => socket.destroy())
    const open = async () => {
      const accepted = acceptSocket(request)
      const { status, body } =
        accepted === null ? { status: 400, body: '' } : await asked(request, worlds, ports, 'bank', true)
      if (status !== 101 || accepted === null) {
        socket.end(
          `HTTP/1.1 ${status === 101 ? 400 : status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
        )
        return
      }
      socket.write(Buffer.concat([Buffer.from(accepted), textFrame(body)]))
      // The browser closes it; else the server does.
      socket.once('data', () => socket.end())
      const timer = setTimeout(() => socket.destroy(), SOCKET_MILLISECONDS)
      socket.once('close', () => clearTimeout(timer))
    }
    open().catch(() => socket.destroy())
  }
}

async function asked(
  request: IncomingMessage,
  worlds: Worlds,
  ports: AttackPorts,
  way: Way,
  upgrade: boolean,
): Promise<Omit<BankAnswer, 'effect'>> {
  const refusal = refusalOf(request, ports, way)
  if (refusal !== null) return plain(refusal)
  const [, id = '', path = ''] = /^\/([0-9a-f-]{36})(\/[^?#]*)/.exec(request.url ?? '') ?? []
  const body = upgrade || request.method === 'GET' ? '' : await readBody(request)
  if (body === null) return { status: 413, headers: [], body: '' }
  const answer = await worlds.answer(
    id,
    bankRequest(request, path, body, ports, upgrade),
    way === 'cache' ? 'cache' : 'bank',
  )
  if (answer === null) return plain({ status: 404, says: 'There is no such bank.' })
  return {
    status: answer.status,
    headers: answer.headers.map((header) => liveHeader(header, id, ports)),
    body: answer.body,
  }
}

/**
 * Other pages that found the port get nothing, and neither does a foreign name that leads to this machine (DNS
 * rebinding).
 */
function refusalOf({ headers }: IncomingMessage, ports: AttackPorts, way: Way): Refusal | null {
  const own = liveOrigin(way === 'bank' ? BANK : CACHE, ports)
  if (`${ports.scheme}://${headers.host}` !== own) return { status: 421, says: 'This is not the host you asked for.' }
  const { origin } = headers
  if (origin === undefined || origin === 'null' || storyOrigin(origin, ports) !== null) return null
  return { status: 403, says: 'Only pages of the lab may ask this.' }
}

function bankRequest(
  { method = 'GET', headers }: IncomingMessage,
  path: string,
  body: string,
  ports: AttackPorts,
  upgrade: boolean,
): BankRequest {
  const { origin } = headers
  return {
    method,
    path,
    origin: origin === undefined || origin === 'null' ? (origin ?? null) : storyOrigin(origin, ports),
    requestMethod: headers['access-control-request-method'] ?? null,
    requestHeaders: headers['access-control-request-headers'] ?? null,
    cookie: headers.cookie ?? null,
    body,
    upgrade,
  }
}

/**
 * Replaces the names of the story by those of this machine. The cookie is limited to this bank and partitioned by the
 * lab, so browsers that block third-party cookies send it too.
 */
function liveHeader([name, value]: readonly [string, string], id: string, ports: AttackPorts): [string, string] {
  if (name === 'access-control-allow-origin') return [name, liveOrigin(value, ports) ?? value]
  if (name === 'set-cookie' && value === SET_SESSION)
    return [name, `${value.replace('Path=/', `Path=/${id}`)}; Partitioned`]
  return [name, value]
}

const plain = ({ status, says }: Refusal) => ({
  status,
  headers: [['content-type', 'text/plain; charset=utf-8']] as const,
  body: `${says}\n`,
})
