/** The app that the other runtimes serve: Bun, Deno and workerd all take a module with a default `fetch`. */
import { cors } from '../web/web.ts'
import { POLICY } from './policy.ts'
import { webRoute } from './web-routes.ts'

const withCors = cors(POLICY, { onError: () => new Response('', { status: 500 }) })

export default { fetch: withCors((request: Request) => webRoute(request) ?? new Response('', { status: 404 })) }
