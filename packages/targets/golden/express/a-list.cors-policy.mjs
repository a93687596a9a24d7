// made by: corskit generate express (policy c2d018b9aa52ca23)

// npm install cors
import cors from 'cors'

const options = {
  origin: ['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:5173'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['content-type', 'x-request-id'],
  exposedHeaders: ['etag', 'x-total'],
  credentials: false,
  maxAge: 7200,
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
