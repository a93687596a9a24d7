// made by: corskit generate hono (policy f71acd60f5c7c848)

// npm install hono
import { cors } from 'hono/cors'

const allowOrigin = () => '*'

const answer = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['*'],
  credentials: false,
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
    context.header('Access-Control-Expose-Headers', '*')
  }
}
