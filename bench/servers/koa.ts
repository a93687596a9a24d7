import koaCors from '@koa/cors'
import { cors } from 'corskit/koa'
import Koa from 'koa'
import { listenOn } from './node.ts'
import { type Middleware, OPTIONS, ORIGIN, OTHER_WORDS } from './with-policy.ts'

export function start(middleware: Middleware): Promise<number> {
  const app = new Koa()
  if (middleware === 'corskit') app.use(cors(OPTIONS) as Koa.Middleware)
  if (middleware === 'peer') app.use(koaCors({ origin: ORIGIN, ...OTHER_WORDS }))
  app.use((context) => {
    context.body = 'ok'
  })
  return listenOn(app.callback())
}
