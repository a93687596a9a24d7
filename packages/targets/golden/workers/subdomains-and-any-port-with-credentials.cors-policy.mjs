// made by: corskit generate workers (policy 6917e8cb78014bb9)
// note: Cloudflare's cache knows Vary: Accept-Encoding only: answers that differ by Origin are right from a Worker, which runs before the cache

const exact = new Set(['https://app.example.com'])
const patterns = [
  /^(?:https:\/\/(?:[a-z0-9_-]+\.)+example\.com)$/,
  /^(?:http:\/\/localhost(?::[1-9][0-9]{0,4})?)$/,
]
const allowOrigin = (origin) => (exact.has(origin) || patterns.some((pattern) => pattern.test(origin)) ? origin : null)

/** A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's. */
function isPreflight({ method, headers }) {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
}

function preflightHeaders(request) {
  const headers = new Headers()
  if (setOrigin(request, headers)) {
    headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    headers.set('Access-Control-Allow-Headers', 'content-type, authorization')
    headers.set('Access-Control-Max-Age', '600')
  }
  return headers
}

function withHeaders(request, answer) {
  // A copy: the headers of an answer that was fetched cannot be changed.
  const response = new Response(answer.body, answer)
  const { headers } = response
  // What the app says itself is taken away: two headers are as bad as none.
  for (const name of [...headers.keys()]) if (/^access-control-(?:allow-origin|allow-credentials|allow-methods|allow-headers|expose-headers|max-age|allow-private-network)$/.test(name)) headers.delete(name)
  if (setOrigin(request, headers)) {
    headers.set('Access-Control-Expose-Headers', 'etag')
  }
  return response
}

/** Whether the origin is allowed. */
function setOrigin(request, headers) {
  headers.append('Vary', 'Origin')
  const origin = request.headers.get('origin')
  const allowed = origin === null ? null : allowOrigin(origin)
  if (allowed === null) return false
  headers.set('Access-Control-Allow-Origin', allowed)
  headers.set('Access-Control-Allow-Credentials', 'true')
  return true
}

/** `export default { fetch: withCors(handler) }`: around authentication too. Any OPTIONS that is not a preflight goes on to the handler. */
export function withCors(handler) {
  return async (request, ...rest) => {
    if (isPreflight(request)) return new Response(null, { status: 204, headers: preflightHeaders(request) })
    return withHeaders(request, await handler(request, ...rest))
  }
}
