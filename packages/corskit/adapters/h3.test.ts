import { H3, HTTPError, HTTPResponse } from 'h3'
import { expect, test } from 'vitest'
import { cors, guard } from './h3.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { type Harness, isWebhook } from './testing/harness.ts'
import { listenWeb } from './testing/listen.ts'
import { webRoute } from './testing/web-routes.ts'

type Route = (app: H3) => void

/** What a handler returns. */
const responses: Route = (app) => {
  app.all('/**', (event) => webRoute(event.req) ?? new HTTPError({ status: 404 }))
}

/** What a handler sets on the event. */
const staged: Route = (app) => {
  app.all('/**', async (event) => {
    const response = await webRoute(event.req)
    if (response === null) throw HTTPError.status(404)
    for (const [name, value] of response.headers) event.res.headers.append(name, value)
    event.res.status = response.status
    return response.body ?? ''
  })
}

function harnessOf(route: Route): Harness {
  const serve = (app: H3) => {
    route(app)
    return listenWeb((request) => app.fetch(request))
  }
  return {
    start(mounts) {
      const app = new H3({ silent: true })
      for (const [path, source] of Object.entries(mounts)) {
        if (path === '/') app.use(cors(source))
        else app.use(`${path}/**`, cors(source))
      }
      return serve(app)
    },
    startGuarded(policy) {
      const app = new H3({ silent: true })
      app.use(cors(policy)).use(guard(policy, { bypass: ({ req }) => isWebhook(req.url) }))
      return serve(app)
    },
  }
}

describeBehaviour('h3', harnessOf(responses))
describeBehaviour('h3, headers set on the event', harnessOf(staged))

test('does not write into a value that many requests share', async () => {
  const shared = new HTTPResponse('hello', { headers: { vary: 'Accept' } })
  const app = new H3()
  app.use(cors({ origin: ['https://a.com', 'https://b.com'] }))
  app.get('/', () => shared)
  const ask = (origin: string) => app.fetch(new Request('http://localhost/', { headers: { origin } }))
  const responses = await Promise.all([ask('https://a.com'), ask('https://b.com')])
  expect(responses.map((response) => response.headers.get('access-control-allow-origin'))).toEqual([
    'https://a.com',
    'https://b.com',
  ])
  expect(responses.map((response) => response.headers.get('vary'))).toEqual(['Accept, Origin', 'Accept, Origin'])
  expect([...shared.headers.keys()]).toEqual(['vary'])
})
