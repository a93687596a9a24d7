/**
 * What a handler gives that is not a response becomes what the framework makes of it: `cors` changes neither the status
 * nor the body. `corskit/web` and `corskit/next` make an error of their own of it, because no framework would.
 */
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { describe, expect, test, vi } from 'vitest'
import { cors as elysiaCors, guard as elysiaGuard } from './elysia/elysia.ts'
import { cors as h3Cors, guard as h3Guard } from './h3/h3.ts'
import { cors as honoCors, guard as honoGuard } from './hono/hono.ts'

const APP = 'https://app.example.com'
const options = { origin: APP }

/** Each value is made anew, as it may be sent only once. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  'an empty text': () => '',
  'a text': () => 'text',
  zero: () => 0,
  'a number': () => 5,
  false: () => false,
  true: () => true,
  'an object': () => ({ a: 1 }),
  'an empty object': () => ({}),
  'an object with headers': () => ({ headers: new Headers({ a: 'b' }) }),
  'an object with a status': () => ({ status: 201 }),
  'a list': () => [1],
  'a symbol': () => Symbol('a'),
  'a big integer': () => 5n,
  'a function': () => () => 'of a function',
  bytes: () => new Uint8Array([65]),
  'an error': () => new Error('given'),
  'an error of an API client': () =>
    Object.assign(new Error('quota'), { status: 429, headers: new Headers({ 'set-cookie': 'upstream=1' }) }),
  'an object whose headers cannot be read': () =>
    Object.defineProperty({}, 'headers', {
      get() {
        throw new Error('on purpose')
      },
    }),
  'a Response': () => new Response('response', { status: 201 }),
}

type Served = (request: Request) => unknown
/** An app whose handler is `handler`, with what it uses before. */
type Make = (handler: () => unknown, use: 'nothing' | 'cors' | 'guard') => Served

const frameworks: Readonly<Record<string, Make>> = {
  hono: (handler, use) => {
    const app = new Hono()
    if (use === 'nothing') app.use(async (_, next) => void (await next()))
    else app.use(use === 'cors' ? honoCors(options) : honoGuard(options))
    app.get('/', handler as never)
    app.onError((error, context) => context.text(`onError: ${error.name}`, 500))
    return (request) => app.fetch(request)
  },
  'hono, without onError': (handler, use) => {
    const app = new Hono()
    if (use === 'nothing') app.use(async (_, next) => void (await next()))
    else app.use(use === 'cors' ? honoCors(options) : honoGuard(options))
    app.get('/', handler as never)
    return (request) => app.fetch(request)
  },
  'hono, notFound': (handler, use) => {
    const app = new Hono()
    if (use === 'nothing') app.use(async (_, next) => void (await next()))
    else app.use(use === 'cors' ? honoCors(options) : honoGuard(options))
    app.notFound(handler as never)
    return (request) => app.fetch(request)
  },
  h3: (handler, use) => {
    const app = new H3()
    if (use === 'nothing') app.use((_, next) => next())
    else app.use(use === 'cors' ? h3Cors(options) : h3Guard(options))
    app.get('/', handler)
    return (request) => app.fetch(request)
  },
  'elysia, aot': (handler, use) => elysia(true, handler, use),
  'elysia, without aot': (handler, use) => elysia(false, handler, use),
}

function elysia(aot: boolean, handler: () => unknown, use: string): Served {
  const app = new Elysia({ aot })
  if (use === 'cors') app.use(elysiaCors(options))
  if (use === 'guard') app.use(elysiaGuard(options))
  app.get('/', handler as never)
  return (request) => app.fetch(request)
}

/** What becomes of the value: of a response its status and its body. */
async function outcome(served: Served, headers: Record<string, string>): Promise<unknown> {
  try {
    const given = await served(new Request('http://localhost/', { headers }))
    return given instanceof Response ? [given.status, await given.text(), given.headers.get('content-type')] : given
  } catch (error) {
    return `rejected: ${error instanceof Error ? error.message : String(error)}`
  }
}

describe.each(Object.entries(frameworks))('%s', (name, make) => {
  const rows = Object.entries(VALUES).flatMap(([name, value]) => [
    [name, value] as const,
    [`a promise of ${name}`, async () => value()] as const,
    [
      `${name}, thrown`,
      () => {
        throw value()
      },
    ] as const,
  ])
  test.each(rows)('%s', async (_, handler) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const comparable = (value: unknown) =>
      typeof value === 'symbol' || typeof value === 'function' ? typeof value : value
    for (const headers of [{}, { origin: APP }]) {
      const own = comparable(await outcome(make(handler, 'nothing'), headers))
      // Around an app of Elysia, what it rejects with is answered as in `corskit/web`.
      const isRejected = name.startsWith('elysia') && String(own).startsWith('rejected')
      const expected = isRejected ? [500, 'Internal Server Error', 'text/plain;charset=UTF-8'] : own
      expect(comparable(await outcome(make(handler, 'cors'), headers))).toEqual(expected)
      expect(comparable(await outcome(make(handler, 'guard'), headers))).toEqual(own)
    }
    vi.restoreAllMocks()
  })
})
