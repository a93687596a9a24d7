// made by: corskit generate koa (policy f71acd60f5c7c848)

// npm install @koa/cors
import cors from '@koa/cors'

const allowOrigin = () => '*'

const options = {
  origin: '*',
  allowMethods: 'GET, HEAD, POST, PUT',
  allowHeaders: 'content-type',
  exposeHeaders: '*',
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
}
