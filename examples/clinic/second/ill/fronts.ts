/** Faults in front of an app: nginx, Apache, HAProxy, Varnish. */
import type { BlindSetUp } from '../../blind/set-up.ts'

const JSON_PUT = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' } as const

export const FRONTS: readonly BlindSetUp[] = [
  {
    name: 'add_header is not inherited',
    story:
      'nginx adds the headers in its server block; the location of the assets has an add_header of its own, which replaces them.',
    cause: 'cors-only-elsewhere',
    at: ['nginx', 'assets'],
    path: '/assets/list.json',
    request: {},
  },
  {
    name: 'www',
    story: 'nginx redirects the bare name to the one with www, the preflight too.',
    cause: 'preflight-redirected',
    at: ['nginx', 'bare'],
    path: '/users',
    request: JSON_PUT,
  },
  {
    name: 'Header always',
    story: 'Apache keeps a second table for "always": it adds the header beside that of the app.',
    cause: 'two-layers-add-headers',
    at: ['apache', 'always'],
    path: '/users',
    request: {},
  },
  {
    name: 'timeout server',
    story: 'HAProxy waits for the app, and then answers 504 by itself.',
    cause: 'gateway-error',
    at: ['haproxy', 'slow'],
    path: '/slow',
    request: {},
  },
  {
    name: 'deny_status 429',
    story: 'HAProxy limits the search, and says neither Retry-After nor anything about CORS.',
    cause: 'rate-limit-without-headers',
    at: ['haproxy', 'app'],
    path: '/search',
    request: {},
  },
  {
    name: 'Vary half of the time',
    story:
      'The app says Vary: Origin only to requests with an Origin, as S3 does; Varnish stored the answer to one without.',
    cause: 'cached-without-headers',
    at: ['varnish', 'cache'],
    path: '/half-vary',
    request: {},
    askedBefore: null,
  },
]
