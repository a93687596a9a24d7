import { cors } from 'corskit/h3'
import { H3, handleCors } from 'h3'
import { toNodeHandler } from 'h3/node'
import { listenOn } from './node.ts'
import { type Middleware, OPTIONS } from './with-policy.ts'

export function start(middleware: Middleware): Promise<number> {
  const app = new H3()
  if (middleware === 'corskit') app.use(cors(OPTIONS))
  if (middleware === 'peer') {
    app.use((event) => {
      const { origin, methods, allowedHeaders: allowHeaders } = OPTIONS
      const handled = handleCors(event, { origin, methods, allowHeaders })
      return handled === false ? undefined : handled
    })
  }
  app.get('/', () => 'ok')
  return listenOn(toNodeHandler(app))
}
