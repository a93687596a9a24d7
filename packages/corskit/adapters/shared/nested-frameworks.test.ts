/** A handler of one framework that is called with the same `Request` inside of another: the inner policy rules. */
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { cors as elysiaCors } from '../elysia/elysia.ts'
import { cors as h3Cors } from '../h3/h3.ts'
import { cors as honoCors } from '../hono/hono.ts'
import { cors as nextCors } from '../next/next.ts'
import { cors as svelteCors } from '../sveltekit/sveltekit.ts'
import { cors as webCors } from '../web/web.ts'

type Fetch = (request: Request) => Response | Promise<Response>

const [APP, ADMIN] = ['https://app.example', 'https://admin.example']
const [OUTER, INNER] = [{ origin: APP }, { origin: ADMIN }]

const INSIDE: Readonly<Record<string, () => Fetch>> = {
  web: () => webCors(INNER)(() => new Response('secret')),
  next: () => nextCors(INNER)(() => new Response('secret')),
  hono: () => new Hono().use(honoCors(INNER)).all('*', (context) => context.text('secret')).fetch,
  h3: () => new H3().use(h3Cors(INNER)).all('/**', () => 'secret').fetch as Fetch,
  elysia: () => new Elysia().use(elysiaCors(INNER)).all('/*', () => 'secret').fetch as Fetch,
}

const AROUND: Readonly<Record<string, (inside: Fetch) => Fetch>> = {
  web: (inside) => webCors(OUTER)((request) => inside(request)),
  next: (inside) => nextCors(OUTER)((request) => inside(request)),
  hono: (inside) => new Hono().use(honoCors(OUTER)).all('*', (context) => inside(context.req.raw)).fetch,
  'hono, as a router': (inside) => {
    const routed = new Hono().all('*', (context) => inside(context.req.raw))
    return webCors(OUTER)((request) => routed.fetch(request))
  },
  h3: (inside) => new H3().use(h3Cors(OUTER)).all('/**', (event) => inside(event.req as Request)).fetch as Fetch,
  elysia: (inside) =>
    new Elysia().use(elysiaCors(OUTER)).all('/*', ({ request }) => inside(request), { parse: 'none' }).fetch as Fetch,
  sveltekit: (inside) => (request) => {
    const handle = svelteCors(OUTER) as (input: object) => Promise<Response>
    return handle({ event: { request, url: new URL(request.url) }, resolve: () => inside(request) })
  },
}

const pairs = Object.keys(AROUND).flatMap((outer) => Object.keys(INSIDE).map((inner) => [outer, inner] as const))

test.each(pairs)('%s around %s', async (outer, inner) => {
  const fetch = AROUND[outer]?.(INSIDE[inner]?.() as Fetch) as Fetch
  const allowed = async (origin: string) => {
    const response = await fetch(new Request('https://api.example/admin', { headers: { origin } }))
    return [await response.text(), response.headers.get('access-control-allow-origin')]
  }
  // Twice: nothing of the first request is left.
  for (let time = 0; time < 2; time++) {
    expect(await allowed(ADMIN)).toEqual(['secret', ADMIN])
    expect(await allowed(APP)).toEqual(['secret', null])
  }
})

test('a handler that was asked and whose response was not given rules nothing', async () => {
  const asked = INSIDE['hono']?.() as Fetch
  const app = new Hono().use(honoCors(OUTER)).all('*', async (context) => {
    await asked(new Request(context.req.raw))
    return context.text('own')
  })
  const response = await app.request('https://api.example/', { headers: { origin: APP } })
  expect(response.headers.get('access-control-allow-origin')).toBe(APP)
})
