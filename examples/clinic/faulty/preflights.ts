/** The preflight is not answered as a preflight, or its answer does not allow the request. */
import cors from 'cors'
import express from 'express'
import { PAGE, type SetUp } from '../set-up.ts'

const allow = { 'Access-Control-Allow-Origin': PAGE, Vary: 'Origin' }
const PUT = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' } as const

/** The answer to OPTIONS; everything else is right. */
const options = (status: number, headers: Readonly<Record<string, string>>) => () => {
  const app = express().disable('x-powered-by')
  app.options('/{*path}', (_, response) => void response.status(status).set(headers).end())
  app.use((_request, response) => void response.set(allow).json([]))
  return app
}

const lists = (methods: string, headers: string, origin = PAGE) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Methods': methods,
  'Access-Control-Allow-Headers': headers,
})

const login: express.RequestHandler = (request, response, next) => {
  if (request.headers.authorization === undefined)
    response.status(401).set('WWW-Authenticate', 'Bearer').send('who are you?')
  else next()
}

export const PREFLIGHTS: readonly SetUp[] = [
  {
    name: 'who are you',
    story: 'Authentication stands before the cors package.',
    cause: 'auth-before-preflight',
    request: { ...PUT, headers: { ...PUT.headers, authorization: 'Bearer x' } },
    serve: () =>
      express()
        .use(login, cors({ origin: PAGE }))
        .put('/', (_, response) => void response.json([])),
  },
  {
    name: 'forbidden',
    story: 'A filter answers OPTIONS with 403.',
    cause: 'auth-before-preflight',
    request: PUT,
    serve: options(403, {}),
  },
  {
    name: 'who are you, with headers',
    story: 'The gateway adds headers to its own 401.',
    cause: 'auth-before-preflight',
    request: PUT,
    serve: options(401, lists('PUT', 'content-type')),
  },
  {
    name: 'no such method',
    story: 'OPTIONS is 405, with what is allowed.',
    cause: 'options-not-handled',
    request: PUT,
    serve: options(405, { Allow: 'GET, PUT' }),
  },
  {
    name: 'not found',
    story: 'OPTIONS is 404, the path exists.',
    cause: 'options-not-handled',
    request: PUT,
    serve: options(404, {}),
  },
  {
    name: 'not implemented',
    story: 'A small server knows no OPTIONS.',
    cause: 'options-not-handled',
    request: PUT,
    serve: options(501, {}),
  },
  {
    name: 'it throws on OPTIONS',
    story: 'A handler reads the body of a request without one.',
    cause: 'preflight-fails',
    request: PUT,
    serve: options(500, {}),
  },
  {
    name: 'the router answers',
    story: 'OPTIONS is answered with Allow, before CORS.',
    cause: 'preflight-without-headers',
    request: PUT,
    serve: options(200, { Allow: 'GET, HEAD, PUT' }),
  },
  {
    name: 'redirecting OPTIONS',
    story: 'OPTIONS has the headers, and status 304.',
    cause: 'preflight-status-odd',
    request: PUT,
    serve: options(304, lists('PUT', 'content-type')),
  },
  {
    name: 'a new method',
    story: 'PUT was added to the API and not to the list.',
    cause: 'method-not-allowed',
    request: PUT,
    serve: options(204, lists('GET, POST', 'content-type')),
  },
  {
    name: 'no methods',
    story: 'The preflight names no methods.',
    cause: 'method-not-allowed',
    request: PUT,
    serve: options(204, { ...allow, 'Access-Control-Allow-Headers': 'content-type' }),
  },
  {
    name: 'patch',
    story: 'fetch leaves patch in lower case.',
    cause: 'method-case',
    request: { ...PUT, method: 'patch' },
    serve: options(204, lists('PATCH', 'content-type')),
  },
  {
    name: 'put in lower case',
    story: 'The list is in lower case.',
    cause: 'method-case',
    request: PUT,
    serve: options(204, lists('get, put', 'content-type')),
  },
  {
    name: 'JSON',
    story: 'Nobody allowed content-type.',
    cause: 'header-not-allowed',
    request: PUT,
    serve: options(204, lists('PUT', 'authorization')),
  },
  {
    name: 'a header of ours',
    story: 'x-request-id is not on the list.',
    cause: 'header-not-allowed',
    request: { headers: { 'x-request-id': '7' } },
    serve: () =>
      express()
        .use(cors({ origin: PAGE, allowedHeaders: ['content-type'] }))
        .get('/', (_, response) => void response.json([])),
  },
  {
    name: 'a tracer',
    story: 'A monitoring library adds sentry-trace.',
    cause: 'tracing-header',
    request: { headers: { 'sentry-trace': '1', baggage: 'a=b' } },
    serve: options(204, lists('GET', 'content-type')),
  },
  {
    name: 'an answer in the question',
    story: 'The page sends Access-Control-Allow-Origin.',
    cause: 'response-header-in-request',
    request: { headers: { 'Access-Control-Allow-Origin': '*' } },
    serve: options(204, lists('GET', 'content-type')),
  },
  {
    name: 'star and a token',
    story: '* for headers, with cookies.',
    cause: 'wildcard-list-with-credentials',
    request: { ...PUT, credentials: 'include' },
    serve: options(204, { ...lists('PUT', '*'), 'Access-Control-Allow-Credentials': 'true' }),
  },
  {
    name: 'star and a method',
    story: '* for methods, with cookies.',
    cause: 'wildcard-list-with-credentials',
    request: { ...PUT, credentials: 'include' },
    serve: options(204, { ...lists('*', 'content-type'), 'Access-Control-Allow-Credentials': 'true' }),
  },
  {
    name: 'a bad token',
    story: 'The list has a semicolon.',
    cause: 'malformed-list',
    request: PUT,
    serve: options(204, lists('PUT', 'content-type; authorization')),
  },
  {
    name: 'quotes',
    story: 'The list of methods has quotes.',
    cause: 'malformed-list',
    request: PUT,
    serve: options(204, lists('"PUT" "GET"', 'content-type')),
  },
  {
    name: 'only OPTIONS',
    story: 'The headers were put on OPTIONS alone.',
    cause: 'headers-only-on-preflight',
    request: { headers: { 'x-request-id': '7' } },
    serve: () => {
      const app = express()
      app.options('/', (_, response) => void response.set(lists('GET', 'x-request-id')).status(204).end())
      app.get('/', (_, response) => void response.json([]))
      return app
    },
  },
]
