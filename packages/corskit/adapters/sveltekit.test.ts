import { cors } from './sveltekit.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { type Harness, mountOf } from './testing/harness.ts'
import { listenWeb } from './testing/listen.ts'
import { webRoute } from './testing/web-routes.ts'

/** Calls `handle` as SvelteKit does: `resolve` turns what routes throw, and paths without a route, into responses. */
const harness: Harness = {
  start(mounts) {
    const handles = new Map(Object.values(mounts).map((source) => [source, cors(source)]))
    const resolve = async ({ request }: { request: Request }) => {
      try {
        return (await webRoute(request)) ?? new Response('', { status: 404 })
      } catch {
        return new Response('', { status: 500 })
      }
    }
    return listenWeb((request) => {
      const source = mountOf(mounts, new URL(request.url).pathname)
      const handle = source === null ? undefined : handles.get(source)
      return handle === undefined ? resolve({ request }) : handle({ event: { request }, resolve })
    })
  },
}

describeBehaviour('sveltekit', harness)
