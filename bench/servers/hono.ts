import { getRequestListener } from '@hono/node-server'
import { cors } from 'corskit/hono'
import { Hono } from 'hono'
import { cors as honoCors } from 'hono/cors'
import { listenOn } from './node.ts'
import { type Middleware, OPTIONS, OTHER_WORDS } from './with-policy.ts'

export function start(middleware: Middleware): Promise<number> {
  const app = new Hono()
  if (middleware === 'corskit') app.use('*', cors(OPTIONS))
  if (middleware === 'peer') app.use('*', honoCors({ origin: OPTIONS.origin, ...OTHER_WORDS }))
  app.get('/', (context) => context.text('ok'))
  return listenOn(getRequestListener(app.fetch))
}
