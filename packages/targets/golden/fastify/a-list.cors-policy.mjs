// made by: corskit generate fastify (policy c2d018b9aa52ca23)

// npm install @fastify/cors
import cors from '@fastify/cors'

const options = {
  origin: ['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:5173'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['content-type', 'x-request-id'],
  exposedHeaders: ['etag', 'x-total'],
  credentials: false,
  maxAge: 7200,
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
