// made by: corskit generate koa (policy 6917e8cb78014bb9)

// npm install @koa/cors
import cors from '@koa/cors'

const exact = new Set(['https://app.example.com'])
const patterns = [
  /^(?:https:\/\/(?:[a-z0-9_-]+\.)+example\.com)$/,
  /^(?:http:\/\/localhost(?::[1-9][0-9]{0,4})?)$/,
]
const allowOrigin = (origin) => (exact.has(origin) || patterns.some((pattern) => pattern.test(origin)) ? origin : null)

const options = {
  origin: (context) => allowOrigin(context.get('Origin')),
  allowMethods: 'GET, HEAD, POST, PUT, PATCH, DELETE',
  allowHeaders: 'content-type, authorization',
  exposeHeaders: 'etag',
  credentials: true,
  maxAge: '600',
}

const answer = cors(options)

/** `app.use(corsPolicy)`, before authentication and before every route. */
export async function corsPolicy(context, next) {
  // Without Origin it is not a preflight; the package asks for Access-Control-Request-Method only.
  if (context.method === 'OPTIONS' && context.get('Origin') === '') {
    context.vary('Origin')
    return next()
  }
  await answer(context, next)
}
