// made by: corskit generate hono (policy 6917e8cb78014bb9)

// npm install hono
import { cors } from 'hono/cors'

const exact = new Set(['https://app.example.com'])
const patterns = [
  /^(?:https:\/\/(?:[a-z0-9_-]+\.)+example\.com)$/,
  /^(?:http:\/\/localhost(?::[1-9][0-9]{0,4})?)$/,
]
const allowOrigin = (origin) => (exact.has(origin) || patterns.some((pattern) => pattern.test(origin)) ? origin : null)

const answer = cors({
  origin: allowOrigin,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['content-type', 'authorization'],
  exposeHeaders: ['etag'],
  credentials: true,
  maxAge: 600,
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
    if (allowed !== null) context.header('Access-Control-Allow-Credentials', 'true')
    context.header('Access-Control-Expose-Headers', 'etag')
    context.header('Vary', 'Origin', { append: true })
  }
}
