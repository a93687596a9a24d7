import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard } from './sveltekit.ts'

type Event = { readonly request: Request }

/** As SvelteKit's `resolve`: it turns what routes throw, and paths without a route, into responses. */
async function resolve({ request }: Event): Promise<Response> {
  try {
    return (await webRoute(request)) ?? new Response('', { status: 404 })
  } catch {
    return new Response('', { status: 500 })
  }
}

const harness: Harness = {
  start(mounts) {
    const handles = new Map(Object.values(mounts).map((source) => [source, cors(source)]))
    return listenWeb((request) => {
      const source = mountOf(mounts, new URL(request.url).pathname)
      const handle = source === null ? undefined : handles.get(source)
      return handle === undefined ? resolve({ request }) : handle({ event: { request }, resolve })
    })
  },
  startGuarded(policy) {
    const outer = cors(policy)
    const inner = guard(policy, { bypass: ({ request }) => isWebhook(request.url) })
    const resolveInner = (event: Event) => inner({ event, resolve })
    return listenWeb((request) => outer({ event: { request }, resolve: resolveInner }))
  },
}

describeBehaviour('sveltekit', harness)

describeNested('sveltekit', {
  preflights: 'outer',
  start(outer, inner) {
    const [outerHandle, innerHandle] = [cors(outer), cors(inner)]
    const resolveWithin = (event: Event) =>
      new URL(event.request.url).pathname.startsWith('/a/') ? innerHandle({ event, resolve }) : resolve(event)
    return listenWeb((request) => outerHandle({ event: { request }, resolve: resolveWithin }))
  },
})
