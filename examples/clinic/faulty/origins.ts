/** The value of `Access-Control-Allow-Origin`, and credentials. */
import cors from 'cors'
import express from 'express'
import { PAGE, type SetUp } from '../set-up.ts'

/** An app that answers everything with these headers. */
const always = (headers: Readonly<Record<string, string | string[]>>) => () => {
  const app = express().disable('x-powered-by')
  app.use((_request, response) => void response.set(headers as Record<string, string>).json([]))
  return app
}

const value = (name: string, story: string, cause: string, origin: string, page = PAGE): SetUp => ({
  name,
  story,
  cause,
  request: { origin: page },
  serve: always({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }),
})

export const ORIGINS: readonly SetUp[] = [
  {
    name: 'nobody thought of it',
    story: 'An Express app without CORS.',
    cause: 'no-cors-headers',
    request: {},
    serve: () => express().get('/', (_, response) => void response.json([])),
  },
  {
    name: 'nobody thought of it, and a PUT',
    story: 'The same, asked with a preflight.',
    cause: 'no-cors-headers',
    request: { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' },
    serve: () => express().put('/', (_, response) => void response.json([])),
  },
  value('the address bar', 'The origin was copied with its slash.', 'origin-trailing-slash', `${PAGE}/`),
  value('with a path', 'The origin was copied with the path behind it.', 'origin-trailing-slash', `${PAGE}/login`),
  value('host alone', 'The scheme is missing.', 'origin-without-scheme', 'app.example.com'),
  value(
    'host and port',
    'The scheme is missing, the port is there.',
    'origin-without-scheme',
    'localhost:5173',
    'http://localhost:5173',
  ),
  value(
    'two names',
    'The server knows localhost, the page is open at 127.0.0.1.',
    'localhost-or-127',
    'http://localhost:5173',
    'http://127.0.0.1:5173',
  ),
  value(
    'six is not four',
    'The server knows 127.0.0.1, the page is open at [::1].',
    'localhost-or-127',
    'http://127.0.0.1:5173',
    'http://[::1]:5173',
  ),
  value(
    'another port',
    'Vite took the next free port.',
    'origin-port',
    'http://localhost:5173',
    'http://localhost:5174',
  ),
  value('the default port', 'The port of https was written out.', 'origin-port', `${PAGE}:443`),
  value(
    'http in production',
    'The configuration is that of before the certificate.',
    'origin-scheme',
    'http://app.example.com',
  ),
  value('a marketing name', 'The origin is written as the brand is.', 'origin-case', 'https://App.Example.com'),
  value('a glob', 'The pattern was put into the header.', 'origin-glob', 'https://*.example.com'),
  value('an unset variable', 'The environment variable is empty.', 'origin-empty', ''),
  value('the other site', 'One origin was written into the code.', 'another-origin-allowed', 'https://www.example.com'),
  value('null', 'The origin was compared with nothing.', 'another-origin-allowed', 'null'),
  value('a list', 'Two origins in one header.', 'origin-list-in-one-header', `${PAGE}, https://www.example.com`),
  value(
    'a list with spaces',
    'Two origins, separated by a space.',
    'origin-list-in-one-header',
    `${PAGE} https://www.example.com`,
  ),
  {
    name: 'on no list',
    story: 'The cors package, with a list that lacks the page.',
    cause: 'origin-not-allowed',
    request: {},
    serve: () =>
      express()
        .use(cors({ origin: ['https://www.example.com', 'https://admin.example.com'] }))
        .get('/', (_, response) => void response.json([])),
  },
  {
    name: 'said twice',
    story: 'The cors package, and a line by hand that appends.',
    cause: 'two-layers-add-headers',
    request: {},
    serve: always({ 'Access-Control-Allow-Origin': ['*', '*'] }),
  },
  {
    name: 'star and cookies',
    story: 'cors() without options, and a page that sends cookies.',
    cause: 'wildcard-with-credentials',
    request: { credentials: 'include' },
    serve: () =>
      express()
        .use(cors())
        .get('/', (_, response) => void response.json([])),
  },
  {
    name: 'no word about cookies',
    story: 'The origin is right, credentials are not.',
    cause: 'credentials-not-allowed',
    request: { credentials: 'include' },
    serve: () =>
      express()
        .use(cors({ origin: PAGE }))
        .get('/', (_, response) => void response.json([])),
  },
  {
    name: 'True',
    story: "A Python programmer's true.",
    cause: 'credentials-not-allowed',
    request: { credentials: 'include' },
    serve: always({ 'Access-Control-Allow-Origin': PAGE, 'Access-Control-Allow-Credentials': 'True' }),
  },
  {
    name: 'true twice',
    story: 'Two layers say that cookies are allowed.',
    cause: 'credentials-not-allowed',
    request: { credentials: 'include' },
    serve: always({ 'Access-Control-Allow-Origin': PAGE, 'Access-Control-Allow-Credentials': ['true', 'true'] }),
  },
  {
    name: 'a cookie that stays home',
    story: 'All is allowed, and the session cookie is SameSite=Lax.',
    cause: 'cookie-not-sent',
    request: { credentials: 'include' },
    serve: always({
      'Access-Control-Allow-Origin': PAGE,
      'Access-Control-Allow-Credentials': 'true',
      'Set-Cookie': 'session=1; HttpOnly; SameSite=Lax',
    }),
  },
  {
    name: 'no-cors',
    story: 'An article said that no-cors fixes it.',
    cause: 'opaque-response',
    request: { mode: 'no-cors' },
    serve: always({}),
  },
  {
    name: 'helmet',
    story: 'Cross-Origin-Resource-Policy on an image API.',
    cause: 'resource-policy',
    request: { mode: 'no-cors' },
    serve: always({ 'Cross-Origin-Resource-Policy': 'same-origin' }),
  },
]
