/** Every target. */
import { django } from './frameworks/django/django.ts'
import { express } from './frameworks/express/express.ts'
import { fastify } from './frameworks/fastify/fastify.ts'
import { flask } from './frameworks/flask/flask.ts'
import { rsCors } from './frameworks/go/rs-cors.ts'
import { hono } from './frameworks/hono/hono.ts'
import { koa } from './frameworks/koa/koa.ts'
import { nest } from './frameworks/nest/nest.ts'
import { rack } from './frameworks/rack/rack.ts'
import { fastapi, starlette } from './frameworks/starlette/starlette.ts'
import { workers } from './frameworks/workers/workers.ts'
import { apache } from './gateways/apache/apache.ts'
import { caddy } from './gateways/caddy/caddy.ts'
import { haproxy } from './gateways/haproxy/haproxy.ts'
import { nginx } from './gateways/nginx/nginx.ts'
import { varnish } from './gateways/varnish/varnish.ts'
import type { Target } from './words/target.ts'

/** Every target, in the order in which `corskit targets` lists them. */
export const TARGETS: readonly Target[] = [
  nginx,
  apache,
  caddy,
  haproxy,
  varnish,
  express,
  fastify,
  koa,
  hono,
  nest,
  workers,
  fastapi,
  starlette,
  flask,
  django,
  rack,
  rsCors,
]
