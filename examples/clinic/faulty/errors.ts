/** Set-ups that answer with an error, or not at all. */
import fastifyCors from '@fastify/cors'
import express from 'express'
import fastify from 'fastify'
import { PAGE, type SetUp } from '../set-up.ts'

const allow = { 'Access-Control-Allow-Origin': PAGE, Vary: 'Origin' }

/** The routes set the headers by hand, as many do, but Express itself answers errors. */
const byHand = (route: (app: express.Express) => void) => () => {
  const app = express()
  app.get('/right', (_, response) => void response.set(allow).json([]))
  route(app)
  app.use(
    (
      error: Error & { status?: number },
      _request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ) =>
      void response
        .status(error.status ?? 500)
        .type('text')
        .send('error'),
  )
  return app
}

/** Everything has the headers, except answers with this status, which come from a layer before CORS. */
const before =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  () => {
    const app = express()
    app.use((request, response, next) => {
      if (request.path === '/') response.status(status).set(headers).type('text').send('no')
      else next()
    })
    app.use((_request, response) => void response.set(allow).status(404).send(''))
    return app
  }

export const OFF_THE_RECORD: readonly SetUp[] = [
  {
    name: 'it throws',
    story: 'A handler throws; headers are set by hand on success.',
    cause: 'error-without-headers',
    request: {},
    serve: byHand((app) =>
      app.get('/', () => {
        throw new Error('the database is gone')
      }),
    ),
  },
  {
    name: 'it throws elsewhere',
    story: 'A Fastify plugin sets CORS for its routes; another route throws.',
    cause: 'error-without-headers',
    request: {},
    async serve() {
      const app = fastify()
      await app.register(async (inner) => {
        await inner.register(fastifyCors, { origin: PAGE })
        inner.get('/inner', async () => [])
      })
      app.get('/', async () => {
        throw new Error('the database is gone')
      })
      await app.ready()
      return (request, response) => void app.routing(request, response)
    },
  },
  {
    name: 'bad input',
    story: 'A validator answers 422 without headers.',
    cause: 'client-error-without-headers',
    request: {},
    serve: before(422),
  },
  {
    name: 'signed out',
    story: 'Authentication answers 401 before CORS.',
    cause: 'auth-before-cors',
    request: {},
    serve: before(401, { 'WWW-Authenticate': 'Bearer' }),
  },
  {
    name: 'not allowed to',
    story: 'Authorization answers 403 before CORS.',
    cause: 'auth-before-cors',
    request: {},
    serve: before(403),
  },
  {
    name: 'an API gateway',
    story: 'The gateway refuses the key; its answer never saw the integration.',
    cause: 'auth-before-cors',
    request: {},
    serve: before(403, { 'x-amzn-ErrorType': 'ForbiddenException', 'x-amz-apigw-id': 'abc' }),
  },
  {
    name: 'too many',
    story: 'A rate limit before CORS.',
    cause: 'rate-limit-without-headers',
    request: {},
    serve: before(429, { 'Retry-After': '30' }),
  },
  {
    name: 'wrong version',
    story: 'The API moved to /v2; 404s have no headers.',
    cause: 'not-found-without-headers',
    request: { path: '/v1/users' },
    serve: byHand(() => {}),
  },
  {
    name: 'a slash too few',
    story: 'Only the path with a slash exists.',
    cause: 'not-found-without-headers',
    request: { path: '/users' },
    serve: () => {
      const app = express().enable('strict routing')
      app.get('/users/', (_, response) => void response.set(allow).json([]))
      return app
    },
  },
  {
    name: 'an upload',
    story: 'The body parser refuses a large body before CORS.',
    cause: 'body-too-large',
    request: { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(200) },
    serve: () =>
      express()
        .use(express.text({ limit: 100 }))
        .use((_, response) => void response.set(allow).json([])),
  },
  {
    name: 'the origin itself',
    story: 'A local server refuses foreign origins by itself.',
    cause: 'origin-refused-by-server',
    request: {},
    serve: () => (request, response) => {
      if (request.headers.origin !== undefined && request.headers.origin !== 'http://localhost')
        response.writeHead(403).end()
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('running')
    },
  },
  {
    name: 'a challenge',
    story: 'A firewall wants a puzzle solved.',
    cause: 'bot-challenge',
    request: {},
    serve: before(403, { Server: 'cloudflare', 'cf-mitigated': 'challenge', 'Content-Type': 'text/html' }),
  },
  {
    name: 'a tunnel',
    story: 'The free tunnel shows its page.',
    cause: 'tunnel-page',
    request: {},
    serve: () => (_, response) =>
      void response.writeHead(200, { 'ngrok-error-code': 'ERR_NGROK_6024', 'content-type': 'text/html' }).end('<html>'),
  },
  {
    name: 'one route forgotten',
    story: 'CORS is on a router, the route stands beside it.',
    cause: 'cors-only-elsewhere',
    request: {},
    serve: () => {
      const app = express()
      app.get('/', (_, response) => void response.json([]))
      app.use((_request, response) => void response.set(allow).status(404).send(''))
      return app
    },
  },
  {
    name: 'it hangs up',
    story: 'The process crashes on this request.',
    cause: 'connection-dropped',
    request: {},
    serve: () => (request) => void request.socket.destroy(),
  },
]
