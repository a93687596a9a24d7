/** The snippets that name an order are run in an app of their framework: errors then have the headers. */
import type { AddressInfo } from 'node:net'
import * as express from 'corskit/express'
import * as fastify from 'corskit/fastify'
import * as hono from 'corskit/hono'
import * as koa from 'corskit/koa'
import Express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SpecialRemedy } from '../words/cause-rule.ts'
import { specialSnippets } from './special.ts'

const PAGE = 'https://app.example.com'
const POLICY = { origins: [PAGE], methods: ['PUT'], allowedHeaders: [], exposedHeaders: [], credentials: true }

type Ask = (method: string, path: string) => Promise<{ status: number; allowed: string | null }>
type Run = (app: unknown, authenticate: unknown, cors: unknown) => Promise<unknown>

const isMember = (path: string) => !path.startsWith('/members')
const HEADERS = { origin: PAGE, 'access-control-request-method': 'PUT' }

async function listening(
  listen: (port: number) => { address(): unknown; close(): unknown; once: unknown },
): Promise<Ask> {
  const server = listen(0)
  onTestFinished(() => void server.close())
  await new Promise((done) => setTimeout(done, 50))
  const { port } = server.address() as AddressInfo
  return async (method, path) => {
    const { headers, status } = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: HEADERS })
    return { status, allowed: headers.get('access-control-allow-origin') }
  }
}

/** Each app fails at `/fails`, and lets nobody in at `/members`. */
const APPS: Readonly<Record<string, (run: Run) => Promise<Ask>>> = {
  async express(run) {
    const app = Express()
    const authenticate: Express.Handler = ({ path }, response, next) =>
      isMember(path) ? next() : response.sendStatus(401)
    await run(app, authenticate, express.cors)
    app.get('/fails', () => {
      throw Object.assign(new Error('no'), { stack: '' })
    })
    app.use(((_error, _request, response, _next) => response.sendStatus(500)) as Express.ErrorRequestHandler)
    return listening((port) => app.listen(port))
  },
  async fastify(run) {
    const app = Fastify()
    const authenticate = async (request: { url: string }, reply: { code(status: number): { send(): unknown } }) =>
      isMember(request.url) ? undefined : reply.code(401).send()
    await run(app, authenticate, fastify.cors)
    app.get('/fails', async () => {
      throw new Error('no')
    })
    return async (method, url) => {
      const { headers, statusCode } = await app.inject({ method: method as 'GET', url, headers: HEADERS })
      return { status: statusCode, allowed: String(headers['access-control-allow-origin']) }
    }
  },
  async koa(run) {
    const app = new Koa()
    app.silent = true
    const authenticate: Koa.Middleware = (context, next) => (isMember(context.path) ? next() : context.throw(401))
    await run(app, authenticate, koa.cors)
    app.use(({ path }) => {
      if (path === '/fails') throw new Error('no')
    })
    return listening((port) => app.listen(port))
  },
  async hono(run) {
    const app = new Hono()
    const authenticate = (
      context: { req: { path: string }; text(text: string, status: 401): unknown },
      next: () => unknown,
    ) => (isMember(context.req.path) ? next() : context.text('no', 401))
    await run(app, authenticate, hono.cors)
    app.get('/fails', () => {
      throw new Error('no')
    })
    app.onError((_error, context) => context.text('no', 500))
    return async (method, path) => {
      const { headers, status } = await app.request(path, { method, headers: HEADERS })
      return { status, allowed: headers.get('access-control-allow-origin') }
    }
  },
}

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => Run

describe.each(Object.keys(APPS))('%s', (name) => {
  test.each<[SpecialRemedy, string, string, number]>([
    ['errors-inside-cors', 'GET', '/fails', 500],
    ['errors-inside-cors', 'GET', '/missing', 404],
    ['refused-inside-cors', 'GET', '/members', 401],
    ['auth-after-cors', 'OPTIONS', '/members', 204],
    ['expose-header', 'GET', '/missing', 404],
    ['vary-in-cache', 'GET', '/missing', 404],
  ])('%s: %s %s is answered %i, with the headers', async (remedy, method, path, status) => {
    const [snippet, ...more] = specialSnippets(remedy, POLICY).filter(({ stack }) => stack === name)
    expect(more).toEqual([])
    const code = snippet?.code.replace(/^import .*$/m, '') ?? ''
    const ask = await (APPS[name] as (run: Run) => Promise<Ask>)(new AsyncFunction('app', 'authenticate', 'cors', code))
    expect(await ask(method, path)).toEqual({ status, allowed: PAGE })
  })
})
