import { H3, HTTPError, HTTPResponse } from 'h3'
import { expect, test } from 'vitest'
import { cors } from './h3.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import type { Harness } from './testing/harness.ts'
import { listenWeb } from './testing/listen.ts'
import { webRoute } from './testing/web-routes.ts'

const harness: Harness = {
  start(mounts) {
    const app = new H3({ silent: true })
    for (const [path, source] of Object.entries(mounts)) {
      if (path === '/') app.use(cors(source))
      else app.use(`${path}/**`, cors(source))
    }
    app.all('/**', (event) => webRoute(event.req) ?? new HTTPError({ status: 404 }))
    return listenWeb((request) => app.fetch(request))
  },
}

describeBehaviour('h3', harness)

const staged: Harness = {
  start(mounts) {
    const app = new H3({ silent: true })
    for (const [path, source] of Object.entries(mounts)) {
      if (path === '/') app.use(cors(source))
      else app.use(`${path}/**`, cors(source))
    }
    app.all('/**', async (event) => {
      const response = await webRoute(event.req)
      if (response === null) throw HTTPError.status(404)
      for (const [name, value] of response.headers) event.res.headers.append(name, value)
      event.res.status = response.status
      return response.body ?? ''
    })
    return listenWeb((request) => app.fetch(request))
  },
}

describeBehaviour('h3, headers set on the event', staged)

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
