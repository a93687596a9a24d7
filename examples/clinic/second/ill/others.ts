/** Tomcat, servers that answer like a cloud's gateway, and servers that do not answer well. */
import { type BlindSetUp, JSON_TYPE } from '../../blind/set-up.ts'

export const OTHERS: readonly BlindSetUp[] = [
  {
    name: "Tomcat's default methods",
    story:
      "Tomcat's CorsFilter allows GET, POST, HEAD and OPTIONS unless told, and answers the preflight for PUT with 403.",
    cause: 'method-not-allowed',
    at: ['tomcat', 'app'],
    path: '/',
    request: { method: 'PUT', headers: JSON_TYPE, body: '{}' },
  },
  {
    name: 'Missing Authentication Token',
    story: 'An API gateway has POST for this resource and no OPTIONS: it answers what it has no method for with 403.',
    cause: 'options-not-handled',
    at: ['node', 'api-gateway'],
    path: '/orders',
    request: { method: 'POST', headers: JSON_TYPE, body: '{}' },
  },
  {
    name: 'x-amzn-waf-action',
    story: 'A firewall answers 202 with a script that proves a browser, which a fetch does not run.',
    cause: 'bot-challenge',
    at: ['node', 'firewall'],
    path: '/users',
    request: {},
  },
  {
    name: 'last month’s certificate',
    story: 'The certificate of a development server has expired.',
    cause: 'certificate',
    at: ['node', 'expired'],
    path: '/users',
    request: {},
  },
  {
    name: 'dead after the preflight',
    story: 'The preflight is answered right; the worker dies of the PUT before it answers.',
    cause: 'connection-dropped',
    at: ['node', 'dies'],
    path: '/users',
    request: { method: 'PUT', headers: JSON_TYPE, body: '{}' },
  },
]
