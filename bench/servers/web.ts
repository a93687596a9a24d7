import { getRequestListener } from '@hono/node-server'
import { cors } from 'corskit/web'
import { listenOn } from './node.ts'
import { type Middleware, OPTIONS } from './with-policy.ts'

/** Web handlers have no package of their own: there is no peer. */
export function start(middleware: Middleware): Promise<number> {
  const hello = () => new Response('ok')
  return listenOn(getRequestListener(middleware === 'corskit' ? cors(OPTIONS)(hello) : hello))
}
