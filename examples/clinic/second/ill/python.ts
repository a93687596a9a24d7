/** FastAPI, Flask and Django: their apps are in `servers/apps.py`. */
import { type BlindSetUp, JSON_TYPE } from '../../blind/set-up.ts'

export const PYTHON: readonly BlindSetUp[] = [
  {
    name: 'a report that raises',
    story: 'FastAPI makes the 500 of an uncaught exception outside of its CORSMiddleware.',
    cause: 'error-without-headers',
    at: ['python', 'fastapi'],
    path: '/report',
    request: {},
  },
  {
    name: 'a key that Starlette refuses',
    story: 'CORSMiddleware allows content-type only, and answers the preflight for x-api-key with 400.',
    cause: 'header-not-allowed',
    at: ['python', 'fastapi-narrow'],
    path: '/items',
    request: { headers: { 'x-api-key': 'k' } },
  },
  {
    name: 'patch for Starlette',
    story: 'CORSMiddleware allows PATCH with allow_methods=["*"]; the page says patch, which is another method.',
    cause: 'method-case',
    at: ['python', 'fastapi'],
    path: '/items',
    request: { method: 'patch', headers: JSON_TYPE, body: '{}' },
  },
  {
    name: 'the other name of this machine',
    story: 'CORSMiddleware lists http://localhost:3000; the page is open at http://127.0.0.1:3000.',
    cause: 'localhost-or-127',
    at: ['python', 'fastapi-localhost'],
    path: '/items',
    request: { origin: 'http://127.0.0.1:3000' },
  },
  {
    name: 'before_request',
    story: 'A before_request of Flask wants a token of OPTIONS too; flask-cors puts its headers on the 401.',
    cause: 'auth-before-preflight',
    at: ['python', 'flask-token'],
    path: '/users',
    request: { method: 'PUT', headers: { ...JSON_TYPE, authorization: 'Bearer x' }, body: '{}' },
  },
  {
    name: 'a cookie for nobody',
    story: 'Flask sets SameSite=None without Secure: browsers drop the cookie.',
    cause: 'cookie-not-sent',
    at: ['python', 'flask-cookie'],
    path: '/me',
    request: { credentials: 'include' },
  },
  {
    name: 'APPEND_SLASH',
    story:
      'CommonMiddleware stands before the CORS middleware of Django, and redirects the preflight to the path with a slash.',
    cause: 'trailing-slash-redirect',
    at: ['python', 'django'],
    path: '/api/users',
    request: { method: 'PUT', headers: JSON_TYPE, body: '{}' },
  },
  {
    name: 'login_required',
    story: 'Django redirects to its login page, which lies outside of CORS_URLS_REGEX.',
    cause: 'login-redirect',
    at: ['python', 'django'],
    path: '/api/me/',
    request: { credentials: 'include' },
  },
  {
    name: 'traceparent',
    story: "OpenTelemetry adds traceparent, which is not among the default headers of Django's CORS middleware.",
    cause: 'tracing-header',
    at: ['python', 'django'],
    path: '/api/users/',
    request: { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } },
  },
]
