import { Hono } from 'hono'
import { cors } from './hono.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import type { Harness } from './testing/harness.ts'
import { listenWeb } from './testing/listen.ts'
import { webRoute } from './testing/web-routes.ts'

const harness: Harness = {
  start(mounts) {
    const app = new Hono()
    for (const [path, source] of Object.entries(mounts)) app.use(path === '/' ? '*' : `${path}/*`, cors(source))
    app.all('*', (context) => webRoute(context.req.raw) ?? context.notFound())
    app.onError((_, context) => context.text('', 500))
    return listenWeb((request) => app.fetch(request))
  },
}

describeBehaviour('hono', harness)

const staged: Harness = {
  start(mounts) {
    const app = new Hono()
    for (const [path, source] of Object.entries(mounts)) app.use(path === '/' ? '*' : `${path}/*`, cors(source))
    app.all('*', async (context) => {
      const response = await webRoute(context.req.raw)
      if (response === null) return context.notFound()
      for (const [name, value] of response.headers) context.header(name, value, { append: name === 'set-cookie' })
      context.status(response.status as 200)
      return context.body(response.body as ReadableStream)
    })
    app.onError((_, context) => context.text('', 500))
    return listenWeb((request) => app.fetch(request))
  },
}

describeBehaviour('hono, headers set on the context', staged)
