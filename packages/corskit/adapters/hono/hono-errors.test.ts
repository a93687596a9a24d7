/** Whatever Hono makes a response of has the headers: wherever an error is thrown, and whoever answers it. */
import { Hono } from 'hono'
import { cors as peersCors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { describe, expect, test, vi } from 'vitest'
import { cors } from './hono.ts'

const APP = 'https://app.example.com'

/** Where an error is, in an app that uses `cors`. */
const PLACES: Readonly<Record<string, (app: Hono, fail: () => never, use: () => void) => unknown>> = {
  'a handler': (app, fail, use) => {
    use()
    app.get('/x', fail)
  },
  'a handler that rejects': (app, fail, use) => {
    use()
    app.get('/x', async () => fail())
  },
  notFound: (app, fail, use) => {
    use()
    app.notFound(fail)
  },
  'notFound that rejects': (app, fail, use) => {
    use()
    app.notFound(async () => fail())
  },
  'notFound behind another middleware': (app, fail, use) => {
    use()
    app.use(async (_, next) => void (await next()))
    app.notFound(fail)
  },
  'notFound that a handler asks': (app, fail, use) => {
    use()
    app.get('/x', (context) => context.notFound())
    app.notFound(fail)
  },
  'notFound of an app with a part': (app, fail, use) => {
    use()
    app.route(
      '/',
      new Hono().get('/y', (context) => context.text('y')),
    )
    app.notFound(fail)
  },
  'a middleware before its next': (app, fail, use) => {
    use()
    app.use(fail)
  },
  'a middleware after its next': (app, fail, use) => {
    use()
    app.use(async (_, next) => {
      await next()
      fail()
    })
    app.get('/x', (context) => context.text('x'))
  },
  'a middleware around cors, after its next': (app, fail, use) => {
    app.use(async (_, next) => {
      await next()
      fail()
    })
    use()
    app.get('/x', (context) => context.text('x'))
  },
  'a part with an error handler of its own': (app, fail, use) => {
    use()
    const part = new Hono().get('/x', fail)
    part.onError((error, context) => context.text(error.message, 503))
    app.route('/', part)
  },
  'a handler that gives nothing': (app, _, use) => {
    use()
    app.get('/x', (() => {}) as never)
  },
}

const ERRORS: Readonly<Record<string, () => never>> = {
  'an Error': () => {
    throw new Error('x')
  },
  'an HTTPException': () => {
    throw new HTTPException(404, { message: 'nothing here' })
  },
  'an HTTPException with a response': () => {
    throw new HTTPException(409, { res: new Response('conflict', { status: 409, headers: { 'x-own': '1' } }) })
  },
}

const GIVES_THE_ERRORS = 'one that gives the response of the error'

const HANDLERS: Readonly<Record<string, (app: Hono) => unknown>> = {
  'the error handler of Hono': () => {},
  'one that makes a text': (app) => app.onError((_, context) => context.text('e', 500)),
  'one that makes JSON': (app) => app.onError((_, context) => context.json({ e: 1 }, 500, { 'x-e': '1' })),
  'one that sets headers': (app) =>
    app.onError((_, context) => {
      context.header('x-e', '1')
      return context.body(null, 500)
    }),
  [GIVES_THE_ERRORS]: (app) =>
    app.onError((error, context) => (error instanceof HTTPException ? error.getResponse() : context.text('e', 500))),
}

async function ask(app: Hono) {
  const { status, headers } = await app.request('/x', { headers: { origin: APP } })
  return { status, allowed: headers.get('access-control-allow-origin'), vary: headers.get('vary') }
}

describe.each(Object.entries(PLACES))('an error in %s', (where, place) => {
  describe.each(Object.entries(ERRORS))('%s', (_, fail) => {
    test.each(Object.entries(HANDLERS))('%s', async (title, handle) => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      const make = (use: Parameters<Hono['use']>[1]) => {
        const app = new Hono()
        place(app, fail, () => void app.use('*', use))
        handle(app)
        return app
      }
      const ours = await ask(make(cors({ origin: APP })))
      const peers = await ask(make(peersCors({ origin: (origin) => (origin === APP ? APP : null) })))
      expect(ours.status).toBe(peers.status)
      const isLost = peers.allowed === null
      // Hono hands such a response to nobody: `docs/adapters.md` says so.
      if (isLost) expect([title, where]).toEqual([GIVES_THE_ERRORS, expect.stringContaining('notFound')])
      expect([ours.allowed, ours.vary]).toEqual(isLost ? [null, null] : [APP, 'Origin'])
      vi.restoreAllMocks()
    })
  })
})
