/** Healthy set-ups. */
import type { BlindSetUp } from '../blind/set-up.ts'

export const SECOND_HEALTHY: readonly BlindSetUp[] = [
  {
    name: 'an input error that can be read',
    story: 'FastAPI answers 422, inside of its CORSMiddleware.',
    cause: null,
    at: ['python', 'fastapi'],
    path: '/items',
    request: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '7', credentials: 'include' },
  },
  {
    name: 'a cache with Vary',
    story: 'Varnish stored the answer to another page, and Vary: Origin keeps the two apart.',
    cause: null,
    at: ['varnish', 'cache'],
    path: '/vary',
    request: {},
    askedBefore: 'https://www.example.com',
  },
  {
    name: "Tomcat's default headers",
    story: "Tomcat's CorsFilter allows x-requested-with unless told.",
    cause: null,
    at: ['tomcat', 'app'],
    path: '/',
    request: { headers: { 'x-requested-with': 'XMLHttpRequest' }, credentials: 'include' },
  },
  {
    name: 'a slash that can be followed',
    story: 'Flask behind HAProxy redirects a GET to the path with a slash, with its headers on both.',
    cause: null,
    at: ['haproxy', 'app'],
    path: '/users',
    request: {},
  },
]
