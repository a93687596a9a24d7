// made by: corskit generate sveltekit (policy f71acd60f5c7c848)
// note: files and prerendered pages do not pass the hook; a page that sends forms has to be in csrf.trustedOrigins too
// note: vite dev adds CORS headers of its own for localhost: server: { cors: false } in vite.config

// src/hooks.server.js; where there is a handle already: sequence(cors, handle) of @sveltejs/kit/hooks, cors first.
const allowOrigin = () => '*'

/** A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's. */
function isPreflight({ method, headers }) {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
}

function preflightHeaders(request) {
  const headers = new Headers()
  if (setOrigin(request, headers)) {
    headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT')
    headers.set('Access-Control-Allow-Headers', 'content-type')
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
    headers.set('Access-Control-Expose-Headers', '*')
  }
  return response
}

/** Whether the origin is allowed. */
function setOrigin(request, headers) {
  const allowed = allowOrigin()
  if (allowed === null) return false
  headers.set('Access-Control-Allow-Origin', allowed)
  return true
}

/** Before authentication. Any OPTIONS that is not a preflight goes on to the app. */
export async function handle({ event, resolve }) {
  const { request } = event
  if (isPreflight(request)) return new Response(null, { status: 204, headers: preflightHeaders(request) })
  return withHeaders(request, await resolve(event))
}
