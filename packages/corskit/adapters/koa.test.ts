import Koa from 'koa'
import { cors } from './koa.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { type Harness, mountOf } from './testing/harness.ts'
import { listen } from './testing/listen.ts'
import { nodeHandler } from './testing/node-routes.ts'

const harness: Harness = {
  start(mounts) {
    const app = new Koa()
    app.silent = true // keeps the errors that are thrown on purpose off the console
    const middlewares = new Map(Object.values(mounts).map((source) => [source, cors(source)]))
    app.use((context, next) => {
      const source = mountOf(mounts, context.path)
      const middleware = source === null ? undefined : middlewares.get(source)
      return middleware === undefined ? next() : middleware(context, next)
    })
    app.use(async (context) => {
      const handler = nodeHandler(context.path)
      if (handler === undefined) return
      // The shared routes write to Node's response themselves, where Koa has put its 404.
      context.res.statusCode = 200
      await handler(context.req, context.res)
      context.respond = false
    })
    return listen(app.callback())
  },
}

describeBehaviour('koa', harness)
