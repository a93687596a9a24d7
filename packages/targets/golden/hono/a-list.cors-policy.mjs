// made by: corskit generate hono (policy c2d018b9aa52ca23)

// npm install hono
import { cors } from 'hono/cors'

const exact = new Set(['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:5173'])
const allowOrigin = (origin) => (exact.has(origin) ? origin : null)

const answer = cors({
  origin: allowOrigin,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowHeaders: ['content-type', 'x-request-id'],
  exposeHeaders: ['etag', 'x-total'],
  credentials: false,
  maxAge: 7200,
})

/** `app.use('*', corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */
export async function corsPolicy(context, next) {
  const origin = context.req.header('origin')
  if (context.req.method !== 'OPTIONS') await answer(context, next)
  else if (origin !== undefined && context.req.header('access-control-request-method') !== undefined) {
    context.res = await answer(context, next)
  } else {
    await next()
    const allowed = origin === undefined ? null : allowOrigin(origin)
    if (allowed !== null) context.header('Access-Control-Allow-Origin', allowed)
    context.header('Access-Control-Expose-Headers', 'etag, x-total')
    context.header('Vary', 'Origin', { append: true })
  }
}
