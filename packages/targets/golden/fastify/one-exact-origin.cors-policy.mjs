// made by: corskit generate fastify (policy 0c6ce90a07720e5c)

// npm install @fastify/cors
import cors from '@fastify/cors'

const options = {
  origin: ['https://app.example.com'],
  methods: ['GET', 'HEAD', 'POST'],
  allowedHeaders: [],
  exposedHeaders: [],
  credentials: false,
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
