import connect, { type Server } from 'connect'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { listen } from '../testing/listen.ts'
import { NODE_HANDLERS } from '../testing/node-routes.ts'
import { cors, guard } from './node.ts'

function serve(app: Server) {
  for (const [route, handler] of Object.entries(NODE_HANDLERS)) {
    for (const mount of ['', '/a', '/b']) {
      // Connect does not look at promises.
      app.use(`${mount}/${route}`, (request, response, next: (error?: unknown) => void) => {
        Promise.resolve()
          .then(() => handler(request, response))
          .catch(next)
      })
    }
  }
  return listen(app)
}

/** Connect takes what is mounted from `request.url`, and keeps the whole in `originalUrl`. */
const harness: Harness = {
  preflightsAreOuter: true,
  start(mounts) {
    const app = connect()
    for (const [path, source] of Object.entries(mounts)) app.use(path, cors(source))
    return serve(app)
  },
  startGuarded(policy) {
    const app = connect()
    app.use(cors(policy))
    app.use(guard(policy, { bypass: ({ url }) => isWebhook(url) }))
    return serve(app)
  },
}

describeBehaviour('connect', harness)
