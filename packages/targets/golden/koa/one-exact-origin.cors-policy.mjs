// made by: corskit generate koa (policy 0c6ce90a07720e5c)

// npm install @koa/cors
import cors from '@koa/cors'

const exact = new Set(['https://app.example.com'])
const allowOrigin = (origin) => (exact.has(origin) ? origin : null)

const options = {
  origin: (context) => allowOrigin(context.get('Origin')),
  allowMethods: 'GET, HEAD, POST',
  allowHeaders: '',
  exposeHeaders: '',
  credentials: false,
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
  // An empty list means to the package: whatever is asked for.
  context.remove('Access-Control-Allow-Headers')
}
