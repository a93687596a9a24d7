// made by: corskit generate fastify (policy 6917e8cb78014bb9)

// npm install @fastify/cors
import cors from '@fastify/cors'

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

/** `await app.register(corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */
export async function corsPolicy(app) {
  await app.register(cors, {
    delegator(request, callback) {
      const { origin, 'access-control-request-method': asked } = request.headers
      callback(null, { ...options, preflight: origin !== undefined && asked !== undefined })
    },
  })
}
// For the whole app, and not only for what is registered inside.
corsPolicy[Symbol.for('skip-override')] = true
