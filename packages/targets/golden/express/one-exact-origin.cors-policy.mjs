// made by: corskit generate express (policy 0c6ce90a07720e5c)

// npm install cors
import cors from 'cors'

const options = {
  origin: ['https://app.example.com'],
  methods: ['GET', 'HEAD', 'POST'],
  allowedHeaders: [],
  exposedHeaders: [],
  credentials: false,
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
