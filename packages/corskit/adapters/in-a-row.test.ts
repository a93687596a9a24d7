/**
 * Handlers that a router asks one after the other, each with a policy of its own, and handlers one in the other: the
 * policy that rules is that of the handler that the answer came from.
 */
import { H3 } from 'h3'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../policy/options.ts'
import type { PolicySource } from '../policy/source.ts'
import { cors as h3Cors } from './h3/h3.ts'
import { cors as honoCors } from './hono/hono.ts'
import { cors as nextCors } from './next/next.ts'
import { cors as svelteKitCors } from './sveltekit/sveltekit.ts'
import { cors as webCors } from './web/web.ts'

type Handler = (request: Request) => Response | Promise<Response>

const A = 'https://a.example'
const B = 'https://b.example'
const C = 'https://c.example'
const ORIGINS = { a: A, b: B, c: C, stranger: 'https://evil.example' } as const
const policies = {
  a: { origin: A, credentials: true, exposedHeaders: ['x-a'] },
  b: { origin: B, exposedHeaders: ['x-b'] },
  c: { origin: C, exposedHeaders: ['x-c'] },
} as const
type Name = keyof typeof policies

/** The responses that a handler gives, at once and later. */
const GIVES: Readonly<Record<string, (status: number) => Response | Promise<Response>>> = {
  'with a body': (status) => new Response('given', { status }),
  'without a body': (status) => new Response(null, { status }),
  later: async (status) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    return new Response('given', { status })
  },
}

const ADAPTERS: Readonly<Record<string, (source: PolicySource<Request>, handler: Handler) => Handler>> = {
  web: (source, handler) => webCors(source)(handler),
  next: (source, handler) => nextCors(source)(handler),
  sveltekit: (source, handler) => {
    const byRequest = source as (request: Request) => null
    const handle = svelteKitCors<{ request: Request }>(
      typeof source === 'function' ? ({ request }) => byRequest(request) : (source as PolicyOptions),
    )
    return (request) => handle({ event: { request }, resolve: ({ request }) => handler(request) })
  },
}

/** The policy whose headers are on the answers: that of `name`, or none where it is `null`. */
async function expectRuled(handler: Handler, name: Name | null): Promise<void> {
  for (const [of, origin] of Object.entries(ORIGINS)) {
    const { headers } = await handler(new Request('http://localhost/', { headers: { origin } }))
    const isAllowed = of === name
    expect([of, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
      of,
      isAllowed ? origin : null,
      isAllowed && name === 'a' ? 'true' : null,
    ])
    expect(headers.get('access-control-expose-headers')).toBe(isAllowed ? `x-${name}` : null)
  }
}

describe.each(Object.entries(ADAPTERS))('%s', (_, around) => {
  describe.each(Object.entries(GIVES))('responses %s', (_, give) => {
    const found: Handler = () => give(200)
    const missing: Handler = () => give(404)
    const [withA, withB, withC] = (['a', 'b', 'c'] as const).map((name) => (handler: Handler) => {
      return around(policies[name], handler)
    }) as [(handler: Handler) => Handler, (handler: Handler) => Handler, (handler: Handler) => Handler]
    const without = (handler: Handler) => around(() => null, handler)
    /** Asks the second one where the first has nothing. */
    const either =
      (first: Handler, second: Handler): Handler =>
      async (request) => {
        const response = await first(request)
        return response.status === 404 ? second(request) : response
      }
    const copied =
      (handler: Handler): Handler =>
      async (request) => {
        const response = await handler(request)
        return new Response(response.body, { status: response.status })
      }

    test.each<[title: string, handler: Handler, name: Name | null]>([
      ['the first of two', either(withA(found), withB(found)), 'a'],
      ['the second of two', either(withA(missing), withB(found)), 'b'],
      ['the third of three', either(either(withA(missing), withB(missing)), withC(found)), 'c'],
      ['the last of three that all have nothing', either(either(withA(missing), withB(missing)), withC(missing)), 'c'],
      ['a handler without cors behind one with', either(withA(missing), found), null],
      ['a handler without a policy behind one with', either(withA(missing), without(found)), null],
      ['a handler behind one without a policy', either(without(missing), withB(found)), 'b'],
      ['the inner one', withA(withB(found)), 'b'],
      ['the innermost', withA(withB(withC(found))), 'c'],
      ['the inner one, whose response is copied', withA(copied(withB(found))), 'b'],
      ['the second of two within another', withA(either(withB(missing), withC(found))), 'c'],
      ['the second of two within another, copied', withA(copied(either(withB(missing), withC(found)))), 'c'],
      ['the outer one, where the second has no cors', withA(either(withB(missing), without(found))), 'a'],
      ['the first within another, beside which there is one', either(withA(withB(missing)), withC(found)), 'c'],
      ['the second, with one within', either(withA(missing), withB(withC(found))), 'c'],
      ['the outer one for a copy of the request', withA((request) => withB(found)(new Request(request))), 'a'],
      ['the first of two that are asked at once', atOnce(0, withA(found), withB(found)), 'a'],
      ['the second of two that are asked at once', atOnce(1, withA(found), withB(found)), 'b'],
      ['within another: the second of two that are asked at once', withC(atOnce(1, withA(found), withB(found))), 'b'],
      ['the slower of two that are asked at once', atOnce(0, withA(slowly(found)), withB(found)), 'a'],
      ['the first, whose response is kept while another is asked', keep(withA(found), withB(found)), 'a'],
      ['within another: the first, whose response is kept', withC(keep(withA(found), withB(found))), 'a'],
    ])('%s', (_, handler, name) => expectRuled(handler, name))

    test('one response for many requests is ruled anew for each', async () => {
      const response = new Response(null, { status: 404 })
      await expectRuled(withA(withB(() => response)), 'b')
      await expectRuled(
        withA(() => response),
        'a',
      )
      await expectRuled(() => response, null)
    })
  })
})

/** Asks all at the same time, and gives the answer of one. */
function atOnce(index: number, ...handlers: Handler[]): Handler {
  return async (request) => {
    const responses = await Promise.all(handlers.map((handler) => handler(request)))
    return responses[index] as Response
  }
}

function slowly(handler: Handler): Handler {
  return async (request) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    return handler(request)
  }
}

/** Asks both, and gives the answer of the first. */
function keep(first: Handler, second: Handler): Handler {
  return async (request) => {
    const response = await first(request)
    await second(request)
    return response
  }
}

test('Hono: a middleware that calls one cors after the other for a request', async () => {
  const [withA, withB] = [honoCors(policies.a), honoCors(policies.b)]
  const app = new Hono()
    .use(async (context, next) => {
      await withA(context, async () => {
        context.res = new Response('nothing', { status: 404 })
      })
      context.res = undefined
      await withB(context, next)
    })
    .get('/', (context) => context.text('found'))
  await expectRuled((request) => app.fetch(request), 'b')
})

test('h3: a middleware that calls one cors after the other for a request', async () => {
  const [withA, withB] = [h3Cors(policies.a), h3Cors(policies.b)]
  const app = new H3()
    .use(async (event, next) => {
      await withA(event, () => new Response('nothing', { status: 404 }))
      return withB(event, next)
    })
    .get('/', () => new Response('found'))
  await expectRuled((request) => app.fetch(request) as Promise<Response>, 'b')
})
