/** Every target. */

import { aspnet } from './frameworks/aspnet/aspnet.ts'
import { django } from './frameworks/django/django.ts'
import { express } from './frameworks/express/express.ts'
import { fastify } from './frameworks/fastify/fastify.ts'
import { flask } from './frameworks/flask/flask.ts'
import { jub0bs } from './frameworks/go/jub0bs.ts'
import { rsCors } from './frameworks/go/rs-cors.ts'
import { hono } from './frameworks/hono/hono.ts'
import { jetty } from './frameworks/jetty/jetty.ts'
import { koa } from './frameworks/koa/koa.ts'
import { laravel } from './frameworks/laravel/laravel.ts'
import { nest } from './frameworks/nest/nest.ts'
import { nextjs } from './frameworks/nextjs/nextjs.ts'
import { rack } from './frameworks/rack/rack.ts'
import { spring } from './frameworks/spring/spring.ts'
import { fastapi, starlette } from './frameworks/starlette/starlette.ts'
import { sveltekit } from './frameworks/sveltekit/sveltekit.ts'
import { tomcat } from './frameworks/tomcat/tomcat.ts'
import { towerHttp } from './frameworks/tower-http/tower-http.ts'
import { workers } from './frameworks/workers/workers.ts'
import { apache } from './gateways/apache/apache.ts'
import { apisix } from './gateways/apisix/apisix.ts'
import { caddy } from './gateways/caddy/caddy.ts'
import { envoy } from './gateways/envoy/envoy.ts'
import { gatewayApi } from './gateways/gateway-api/gateway-api.ts'
import { haproxy } from './gateways/haproxy/haproxy.ts'
import { istio } from './gateways/istio/istio.ts'
import { kong } from './gateways/kong/kong.ts'
import { lighttpd } from './gateways/lighttpd/lighttpd.ts'
import { nginx } from './gateways/nginx/nginx.ts'
import { traefik } from './gateways/traefik/traefik.ts'
import { varnish } from './gateways/varnish/varnish.ts'
import { alb } from './services/alb/alb.ts'
import { httpApi } from './services/api-gateway/http-api.ts'
import { restApi } from './services/api-gateway/rest-api.ts'
import { azureApim } from './services/azure-apim/azure-apim.ts'
import { azureStorage } from './services/azure-storage/azure-storage.ts'
import { cloudfront } from './services/cloudfront/cloudfront.ts'
import { gcs } from './services/gcs/gcs.ts'
import { googleLb } from './services/google-lb/google-lb.ts'
import { lambdaUrl } from './services/lambda-url/lambda-url.ts'
import { r2 } from './services/r2/r2.ts'
import { s3 } from './services/s3/s3.ts'
import { firebase, netlify, vercel } from './services/static-hosts/static-hosts.ts'
import type { Target } from './words/target.ts'

/** Every target, in the order in which `corskit targets` lists them. */
export const TARGETS: readonly Target[] = [
  nginx,
  apache,
  caddy,
  haproxy,
  lighttpd,
  varnish,
  traefik,
  envoy,
  istio,
  gatewayApi,
  kong,
  apisix,
  express,
  fastify,
  koa,
  hono,
  nest,
  nextjs,
  sveltekit,
  workers,
  fastapi,
  starlette,
  flask,
  django,
  rack,
  rsCors,
  tomcat,
  jetty,
  spring,
  jub0bs,
  towerHttp,
  aspnet,
  laravel,
  s3,
  cloudfront,
  httpApi,
  restApi,
  lambdaUrl,
  alb,
  azureApim,
  azureStorage,
  gcs,
  googleLb,
  r2,
  firebase,
  netlify,
  vercel,
]
