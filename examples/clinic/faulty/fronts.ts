/** Something is in front of the app. */
import express from 'express'
import { PAGE, type SetUp } from '../set-up.ts'

const allow = { 'Access-Control-Allow-Origin': PAGE, Vary: 'Origin' }
const plain = () => express().get('/', (_, response) => void response.json([]))
const right = () => express().get('/', (_, response) => void response.set(allow).json([]))
const fails = () => express().get('/', (_, response) => void response.status(500).send('error'))

export const FRONTS: readonly SetUp[] = [
  {
    name: 'two owners',
    story: 'nginx and the app both add the header.',
    cause: 'two-layers-add-headers',
    request: {},
    serve: right,
    nginx: `proxy_pass $upstream; add_header Access-Control-Allow-Origin ${PAGE} always;`,
  },
  {
    name: 'not always',
    story: 'add_header without always, and the app fails.',
    cause: 'error-without-headers',
    request: {},
    serve: fails,
    nginx: `proxy_pass $upstream; add_header Access-Control-Allow-Origin ${PAGE};`,
  },
  {
    name: 'nobody behind it',
    story: 'The app behind nginx is not started.',
    cause: 'gateway-error',
    request: {},
    serve: plain,
    nginx: 'proxy_pass http://127.0.0.1:9;',
  },
  {
    name: 'too slow',
    story: 'nginx gives up on the app.',
    cause: 'gateway-error',
    request: {},
    serve: () => () => {},
    nginx: 'proxy_pass $upstream; proxy_read_timeout 1s;',
  },
  {
    name: 'an upload through nginx',
    story: 'nginx refuses the body.',
    cause: 'body-too-large',
    request: { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(2000) },
    serve: () => express().use((_, response) => void response.set(allow).json([])),
    nginx: 'client_max_body_size 1k; proxy_pass $upstream;',
  },
  {
    name: 'nginx answers OPTIONS',
    story: 'nginx answers OPTIONS with 204 and nothing else.',
    cause: 'preflight-without-headers',
    request: { headers: { 'x-request-id': '7' } },
    serve: right,
    nginx: 'if ($request_method = OPTIONS) { return 204; } proxy_pass $upstream;',
  },
  {
    name: 'a locked door',
    story: 'nginx asks OPTIONS for a password.',
    cause: 'auth-before-preflight',
    request: { method: 'PUT', headers: { authorization: 'Basic eDp5' } },
    serve: right,
    nginx: 'auth_basic "API"; auth_basic_user_file /dev/null; proxy_pass $upstream;',
  },
  {
    name: 'a copy without',
    story: 'nginx caches the answer to a request without Origin.',
    cause: 'cached-without-headers',
    request: { path: '/cached' },
    askedBefore: null,
    serve: () =>
      express().get(
        '/cached',
        (request, response) =>
          void response
            .set(
              request.headers.origin === undefined
                ? {}
                : { 'Access-Control-Allow-Origin': request.headers.origin === PAGE ? PAGE : 'https://www.example.com' },
            )
            .set('Cache-Control', 'max-age=3600')
            .json([]),
      ),
    nginx: 'proxy_cache clinic; add_header X-Cache $upstream_cache_status always; proxy_pass $upstream;',
  },
  {
    name: "another page's copy",
    story: 'nginx caches what was made for another page.',
    cause: 'cached-for-another-origin',
    request: { path: '/shared' },
    askedBefore: null,
    serve: () =>
      express().get(
        '/shared',
        (request, response) =>
          void response
            .set('Access-Control-Allow-Origin', request.headers.origin ?? 'https://www.example.com')
            .set('Cache-Control', 'max-age=3600')
            .json([]),
      ),
    nginx: 'proxy_cache clinic; add_header X-Cache $upstream_cache_status always; proxy_pass $upstream;',
  },
]
