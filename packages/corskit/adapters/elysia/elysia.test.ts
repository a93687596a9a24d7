import { Elysia } from 'elysia'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf, type RunningServer } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard } from './elysia.ts'

function serve(app: Elysia): Promise<RunningServer> {
  app.onError(({ code }) => new Response('', { status: code === 'NOT_FOUND' ? 404 : 500 }))
  app.all('*', async ({ request }) => (await webRoute(request)) ?? new Response('', { status: 404 }))
  return listenWeb((request) => app.fetch(request))
}

const harness: Harness = {
  start(mounts) {
    // Elysia has no policy of a path: a function of the request chooses.
    const byPath = (request: Request) => {
      const found = mountOf(mounts, new URL(request.url).pathname)
      return typeof found === 'function' ? null : found
    }
    const only = Object.keys(mounts).length === 1 ? mounts['/'] : undefined
    return serve(new Elysia().use(cors(only ?? byPath)))
  },
  startGuarded(policy) {
    const guarded = guard(policy, { bypass: ({ url }) => isWebhook(url) })
    return serve(new Elysia().use(guarded).use(cors(policy)))
  },
}

describeBehaviour('elysia', harness)
