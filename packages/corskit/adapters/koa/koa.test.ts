import Koa from 'koa'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listen } from '../testing/listen.ts'
import { nodeHandler } from '../testing/node-routes.ts'
import { cors, guard } from './koa.ts'

function createApp(...middlewares: Koa.Middleware[]): Koa {
  const app = new Koa()
  app.silent = true // keeps the errors that are thrown on purpose off the console
  for (const middleware of middlewares) app.use(middleware)
  app.use(async (context) => {
    const handler = nodeHandler(context.path)
    if (handler === undefined) return
    // The shared routes write to Node's response themselves, where Koa has put its 404.
    context.res.statusCode = 200
    await handler(context.req, context.res)
    context.respond = false
  })
  return app
}

const harness: Harness = {
  start(mounts) {
    const middlewares = new Map(Object.values(mounts).map((source) => [source, cors(source)]))
    const app = createApp((context, next) => {
      const source = mountOf(mounts, context.path)
      const middleware = source === null ? undefined : middlewares.get(source)
      return middleware === undefined ? next() : middleware(context, next)
    })
    return listen(app.callback())
  },
  startGuarded(policy) {
    return listen(
      createApp(cors(policy), guard(policy, { bypass: ({ originalUrl }) => isWebhook(originalUrl) })).callback(),
    )
  },
}

describeBehaviour('koa', harness)
