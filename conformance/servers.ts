import { STATUS_CODES } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { selfSignedCertificate } from '../testing/certificate.ts'
import { assetOf } from './elements.ts'
import { type RawRequest, readRequest } from './http-request.ts'
import { pageFile } from './page/documents.ts'
import type { Origins } from './placeholders.ts'
import { type OriginKey, originKeys, PLACES, type Places, placesNames } from './places.ts'
import type { Received } from './recording.ts'
import type { Scenario, ServedResponse } from './scenario.ts'

/** Answers a page's request for its next job, holding it until there is one; `result` is that of the job before. */
export type Control = (result: string, places: Places) => Promise<string>

export type Servers = {
  origins: Readonly<Record<Places, Origins>>
  /** Where a proxied engine asks for everything. */
  proxyPort: number
  /** From now on `/s/<id>/…` is answered as the (filled) scenario says. */
  serve(id: string, scenario: Scenario): void
  /** The requests received for this id so far. */
  received(id: string): Received[]
  forget(id: string): void
  close(): Promise<void>
}

/** One origin of one set of places, and the port at which it is asked. */
type Stand = { origin: string; port: number; key: OriginKey; places: Places }
type Run = { scenario: Scenario; received: Received[]; turns: Map<string, number> }

/** One raw server, listening once per origin. Each engine has its own, so that pages cannot take each other's jobs. */
export async function openServers(control: Control): Promise<Servers> {
  const runs = new Map<string, Run>()
  const sockets = new Set<Socket>()
  const stands: Stand[] = []
  const servers: Server[] = []
  // Engines are told to take any certificate.
  const secureContext = createSecureContext(selfSignedCertificate(['corskit.test']))

  const connected = (socket: Socket, stand: Stand) => {
    const isSecure = stand.origin.startsWith('https:')
    void serve(isSecure ? new TLSSocket(socket, { isServer: true, secureContext }) : socket, stand)
  }

  const serve = async (socket: Socket, at: Stand) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.setNoDelay(true)
    const request = await readRequest(socket)
    if (request === null) return void socket.destroy()
    const { stand, path } = locate(request, at, stands)
    // A proxied engine asks here for every host of the world; no other one exists.
    if (stand === undefined) return void socket.destroy()
    if (request.method === 'CONNECT') {
      return void socket.write('HTTP/1.1 200 OK\r\n\r\n', () => connected(socket, stand))
    }
    const own = /^\/s\/(\w+)\/([^?]*)/.exec(path)
    if (own) return answerScenario(socket, request, stand.key, path, runs.get(own[1] ?? ''), own[2] ?? '')
    if (path === '/control/next') {
      return send(socket, request, { status: 200, body: await control(request.body, stand.places) })
    }
    const file = pageFile(path)
    if (file === undefined) return send(socket, request, { status: 404 })
    send(socket, request, { status: 200, headers: [['Content-Type', file.type]], body: file.body })
  }

  for (const places of placesNames) {
    for (const key of originKeys) {
      const server = createServer({ allowHalfOpen: true })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      const stand = { origin: `${PLACES[places][key]}:${port}`, port, key, places }
      server.on('connection', (socket) => connected(socket, stand))
      stands.push(stand)
      servers.push(server)
    }
  }
  const originsOf = (places: Places): Origins =>
    Object.fromEntries(stands.flatMap((stand) => (stand.places === places ? [[stand.key, stand.origin]] : [])))

  return {
    origins: Object.fromEntries(placesNames.map((places) => [places, originsOf(places)])) as Record<Places, Origins>,
    proxyPort: stands.find(({ origin }) => origin.startsWith('http:'))?.port ?? 0,
    serve: (id, scenario) => void runs.set(id, { scenario, received: [], turns: new Map() }),
    received: (id) => runs.get(id)?.received ?? [],
    forget: (id) => void runs.delete(id),
    async close() {
      // Listening ends first: a page that is still there would come back at once on a new connection.
      const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/**
 * A proxied engine (WebKit) sends whole URLs to any port, or the host of a secure connection; the others send a path to
 * the port of the origin.
 */
function locate(
  { method, target }: RawRequest,
  at: Stand,
  stands: readonly Stand[],
): { stand: Stand | undefined; path: string } {
  const named = (origin: string) => stands.find((stand) => stand.origin === origin)
  if (method === 'CONNECT') return { stand: named(`https://${target}`), path: '' }
  const absolute = /^(http:\/\/[^/]*)(.*)$/.exec(target)
  return absolute === null ? { stand: at, path: target } : { stand: named(absolute[1] ?? ''), path: absolute[2] ?? '/' }
}

function answerScenario(
  socket: Socket,
  request: RawRequest,
  key: string,
  path: string,
  run: Run | undefined,
  name: string,
) {
  run?.received.push({ method: request.method, host: key, path, headers: request.headers })
  const isPreflight =
    request.method === 'OPTIONS' && request.headers.some(([header]) => header === 'access-control-request-method')
  const kind = isPreflight ? 'pre' : 'act'
  const answers = [run?.scenario.answers?.[name]?.[kind] ?? { status: 404 }].flat()
  const turn = run?.turns.get(`${kind} ${name}`) ?? 0
  run?.turns.set(`${kind} ${name}`, turn + 1)
  send(socket, request, answers[Math.min(turn, answers.length - 1)] ?? { status: 404 })
}

function send(socket: Socket, request: RawRequest, answer: ServedResponse) {
  if ('drop' in answer) return void socket.destroy()
  const head = [`HTTP/1.0 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Unknown'}`]
  for (const [name, value] of answer.headers ?? []) head.push(`${name}: ${value}`)
  const hasBody = request.method !== 'HEAD' && answer.status !== 204 && answer.status !== 304
  const write = () => {
    socket.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1')
    if (hasBody && answer.asset !== undefined) socket.end(assetOf(answer.asset))
    else socket.end(hasBody ? (answer.body ?? '') : '', 'utf8')
  }
  if (answer.delay) setTimeout(write, answer.delay)
  else write()
}
