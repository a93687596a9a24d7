// made by: corskit generate nest (policy 6917e8cb78014bb9)
// note: on the Fastify adapter, take corskit generate fastify in its place

// In main.ts, before app.listen(): app.use(corsPolicy). Leave enableCors and { cors: true } out.
// npm install cors
import cors from 'cors'

const options = {
  origin: [
    'https://app.example.com',
    /^(?:https:\/\/(?:[a-z0-9_-]+\.)+example\.com)$/,
    /^(?:http:\/\/localhost(?::[1-9][0-9]{0,4})?)$/,
  ],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['content-type', 'authorization'],
  exposedHeaders: ['etag'],
  credentials: true,
  maxAge: 600,
  optionsSuccessStatus: 204,
}

const answer = cors(options)

/** `app.use(corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */
export function corsPolicy(request, response, next) {
  const { origin, 'access-control-request-method': asked } = request.headers
  const isPreflight = request.method === 'OPTIONS' && origin !== undefined && asked !== undefined
  // Told of a GET, the package adds what an actual response has.
  return isPreflight ? answer(request, response, next) : answer({ method: 'GET', headers: request.headers }, response, next)
}
