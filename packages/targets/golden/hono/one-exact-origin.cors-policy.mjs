// made by: corskit generate hono (policy 0c6ce90a07720e5c)

// npm install hono
import { cors } from 'hono/cors'

const exact = new Set(['https://app.example.com'])
const allowOrigin = (origin) => (exact.has(origin) ? origin : null)

const answer = cors({
  origin: allowOrigin,
  allowMethods: ['GET', 'HEAD', 'POST'],
  allowHeaders: [],
  exposeHeaders: [],
  credentials: false,
})

/** `app.use('*', corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */
export async function corsPolicy(context, next) {
  const origin = context.req.header('origin')
  if (context.req.method !== 'OPTIONS') await answer(context, next)
  else if (origin !== undefined && context.req.header('access-control-request-method') !== undefined) {
    const response = await answer(context, next)
    // An empty list means to the package: whatever is asked for.
    response.headers.delete('Access-Control-Allow-Headers')
    context.res = response
  } else {
    await next()
    const allowed = origin === undefined ? null : allowOrigin(origin)
    if (allowed !== null) context.header('Access-Control-Allow-Origin', allowed)
    context.header('Vary', 'Origin', { append: true })
  }
}
