import { Elysia } from 'elysia'
import { cors } from './elysia.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { type Harness, mountOf } from './testing/harness.ts'
import { listenWeb } from './testing/listen.ts'
import { webRoute } from './testing/web-routes.ts'

const harness: Harness = {
  start(mounts) {
    const only = Object.keys(mounts).length === 1 ? mounts['/'] : undefined
    // Elysia has no policy of a path: a function of the request chooses.
    const source =
      only ??
      ((request: Request) => {
        const found = mountOf(mounts, new URL(request.url).pathname)
        return typeof found === 'function' ? null : found
      })
    const app = new Elysia()
      .use(cors(source))
      .onError(({ code }) => new Response('', { status: code === 'NOT_FOUND' ? 404 : 500 }))
    app.all('*', async ({ request }) => (await webRoute(request)) ?? new Response('', { status: 404 }))
    return listenWeb((request) => app.fetch(request))
  },
}

describeBehaviour('elysia', harness)
