import { STATUS_CODES } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { type RawRequest, readRequest } from './http-request.ts'
import { pageDocument } from './page/documents.ts'
import type { Origins } from './placeholders.ts'
import type { Received } from './recording.ts'
import type { Scenario, ServedResponse } from './scenario.ts'

/** Names that no engine treats as loopback or secure; each driver makes its engine find them on 127.0.0.1. */
export const hostNames: { [key: string]: string } = {
  A: 'web-platform.test',
  B: 'www1.web-platform.test',
  C: 'not-web-platform.test',
  D: 'web-platform.test',
}

/** Answers the page's request for its next job, holding it until there is one; `result` is that of the job before. */
export type Control = (result: string) => Promise<string>

export type Servers = {
  origins: Origins
  ports: number[]
  /** From now on `/s/<id>/…` is answered as the (filled) scenario says. */
  serve(id: string, scenario: Scenario): void
  /** The requests received for this id so far. */
  received(id: string): Received[]
  forget(id: string): void
  close(): Promise<void>
}

type Run = { scenario: Scenario; received: Received[]; turns: Map<string, number> }

/** One raw server, listening once per origin. Each engine has its own, so that pages cannot take each other's jobs. */
export async function openServers(control: Control): Promise<Servers> {
  const runs = new Map<string, Run>()
  const sockets = new Set<Socket>()
  const origins: Origins = {}
  const ports: number[] = []
  const servers: Server[] = []

  const serve = async (socket: Socket, port: number) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.setNoDelay(true)
    const request = await readRequest(socket)
    if (request === null) return void socket.destroy()
    const { key, path } = locate(request.target, port, origins)
    // A proxied engine asks here for every host of the world; no other one exists.
    if (key === undefined) return void socket.destroy()
    const own = /^\/s\/(\w+)\/([^?]*)/.exec(path)
    if (own) return answerScenario(socket, request, key, path, runs.get(own[1] ?? ''), own[2] ?? '')
    if (path === '/control/next') return send(socket, request, { status: 200, body: await control(request.body) })
    const page = pageDocument(path)
    const headers: [string, string][] = [['Content-Type', 'text/html; charset=utf-8']]
    send(socket, request, page === undefined ? { status: 404 } : { status: 200, headers, body: page })
  }

  for (const [key, name] of Object.entries(hostNames)) {
    const server = createServer({ allowHalfOpen: true })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    server.on('connection', (socket) => void serve(socket, port))
    origins[key] = `http://${name}:${port}`
    ports.push(port)
    servers.push(server)
  }

  return {
    origins,
    ports,
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

/** A proxied engine (WebKit) sends whole URLs to any port, the others a path to the port of the origin. */
function locate(target: string, port: number, origins: Origins): { key: string | undefined; path: string } {
  const absolute = /^(http:\/\/[^/]*)(.*)$/.exec(target)
  const isHere = ([, origin]: [string, string]) => (absolute ? origin === absolute[1] : origin.endsWith(`:${port}`))
  const key = Object.entries(origins).find(isHere)?.[0]
  return { key, path: absolute ? (absolute[2] ?? '/') : target }
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
    socket.end(hasBody ? (answer.body ?? '') : '', 'utf8')
  }
  if (answer.delay) setTimeout(write, answer.delay)
  else write()
}
