/** The answer is a redirect. */
import express from 'express'
import { PAGE, type SetUp } from '../set-up.ts'

const allow = { 'Access-Control-Allow-Origin': PAGE, Vary: 'Origin' }
const PUT = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' } as const

const redirects =
  (status: number, to: (third: string) => string) =>
  ({ third }: { third: string }) => {
    const app = express()
    app.get('/there', (_, response) => void response.set(allow).json([]))
    app.use((_request, response) => void response.set(allow).redirect(status, to(third)))
    return app
  }

export const REDIRECTS: readonly SetUp[] = [
  {
    name: 'the session is over',
    story: 'The API redirects to the login page.',
    cause: 'login-redirect',
    request: {},
    serve: redirects(302, (third) => `${third}/login?next=/`),
  },
  {
    name: 'an access gateway',
    story: 'A gateway redirects the preflight to its login.',
    cause: 'login-redirect',
    request: PUT,
    serve: redirects(302, (third) => `${third}/cdn-cgi/access/login`),
  },
  {
    name: 'another server',
    story: 'The file moved to a server without CORS.',
    cause: 'redirect-to-other-origin',
    request: {},
    serve: redirects(302, (third) => `${third}/file`),
  },
  {
    name: 'two hops',
    story: 'The file moved to a CDN that allows the page, and sees null.',
    cause: 'redirect-taints-origin',
    request: {},
    serve: redirects(302, (third) => `${third}/cdn/file`),
  },
  {
    name: 'https first',
    story: 'The preflight is redirected to https.',
    cause: 'http-to-https-redirect',
    request: { ...PUT, path: '/users' },
    serve: () => (request, response) =>
      void response
        .writeHead(301, { ...allow, Location: `https://${request.headers.host?.replace(/:\d+$/, '')}${request.url}` })
        .end(),
  },
  {
    name: 'a slash',
    story: 'The framework redirects to the path with a slash.',
    cause: 'trailing-slash-redirect',
    request: { ...PUT, path: '/users' },
    serve: () => (request, response) => {
      if (request.url?.endsWith('/'))
        response
          .writeHead(204, {
            ...allow,
            'Access-Control-Allow-Methods': 'PUT',
            'Access-Control-Allow-Headers': 'content-type',
          })
          .end()
      else response.writeHead(307, { ...allow, Location: `${request.url}/` }).end()
    },
  },
  {
    name: 'moved',
    story: 'The preflight is redirected to another path.',
    cause: 'preflight-redirected',
    request: { ...PUT, path: '/old' },
    serve: redirects(308, () => '/new'),
  },
  {
    name: 'in a circle',
    story: 'Two rules disagree.',
    cause: 'redirect-loop',
    request: {},
    serve: () => (_, response) => void response.writeHead(302, { ...allow, Location: '/again' }).end(),
  },
  {
    name: 'a password',
    story: 'The redirect has a user name.',
    cause: 'redirect-not-followable',
    request: {},
    serve: redirects(302, (third) => third.replace('//', '//u:p@')),
  },
]
