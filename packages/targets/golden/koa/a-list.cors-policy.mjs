// made by: corskit generate koa (policy c2d018b9aa52ca23)

// npm install @koa/cors
import cors from '@koa/cors'

const exact = new Set(['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:5173'])
const allowOrigin = (origin) => (exact.has(origin) ? origin : null)

const options = {
  origin: (context) => allowOrigin(context.get('Origin')),
  allowMethods: 'GET, HEAD, POST, PUT, DELETE',
  allowHeaders: 'content-type, x-request-id',
  exposeHeaders: 'etag, x-total',
  credentials: false,
  maxAge: '7200',
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
