/** For Bun: a web socket of its own, behind `cors` and `guard`, and one of Elysia’s. */
import { Elysia } from 'elysia'
import { cors as elysiaCors, guard as elysiaGuard } from '../elysia/elysia.ts'
import { cors, guard } from '../web/web.ts'

interface BunServer {
  upgrade(request: Request): boolean
}
interface Socket {
  send(text: string): void
}

const options = { origin: 'https://app.example.com' }
const upgrading = (request: Request, server: BunServer) => {
  if (server.upgrade(request)) return undefined as unknown as Response
  return new Response('no web socket', { status: 400 })
}
const web = cors(options)(guard(options)(upgrading))
const elysia = new Elysia()
  .use(elysiaGuard(options))
  .use(elysiaCors(options))
  .ws('/', { open: (socket) => void socket.send('hello') })
const given: { readonly port?: string | undefined } = { port: globalThis.process?.env['PORT'] }

if (globalThis.process?.env['SERVES'] === 'elysia') elysia.listen({ port: Number(given.port), hostname: '127.0.0.1' })

export default globalThis.process?.env['SERVES'] === 'elysia'
  ? {}
  : { fetch: web, hostname: '127.0.0.1', websocket: { open: (socket: Socket) => socket.send('hello'), message() {} } }
