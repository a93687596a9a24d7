/** What answers cross-origin requests without being moved: each is named with its file and line. */
import { describe, expect, test } from 'vitest'
import { placesIn } from '../testing/migrate-files.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs
const PROJECTS: readonly (readonly [string, string, string, number])[] = [
  ['json-server', 'a.js', "const s = require('json-server')\nconst app = s.create()\napp.use(s.defaults())", 3],
  ['json-server', 'a.mjs', "import { defaults } from 'json-server'\napp.use(defaults())", 2],
  ['json-server in a script', 'package.json', '{\n  "scripts": { "api": "json-server --watch db.json" }\n}', 2],
  ['http-server in a script', 'package.json', '{\n  "scripts": { "start": "http-server --cors" }\n}', 2],
  ['Hono from a URL', 'a.ts', "import { cors } from 'https://deno.land/x/hono@v4.3.11/middleware.ts'", 1],
  ['Hono from a URL', 'a.ts', "import { cors } from 'https://deno.land/x/hono@v4.3.11/middleware/cors/index.ts'", 1],
  ['Hono from a CDN', 'a.ts', "import { cors } from 'https://cdn.skypack.dev/hono@4/cors'", 1],
  ['Hono from npm', 'a.ts', "import { cors } from 'npm:hono/cors'", 1],
  ['Hono from npm', 'a.ts', "import { cors } from 'npm:hono@4.3.11/cors'", 1],
  ['Hono from JSR', 'a.ts', "import { cors } from 'jsr:@hono/hono/cors'", 1],
  ['Hono from JSR', 'a.ts', "import { cors } from 'jsr:@hono/hono@^4/cors'", 1],
  ['oak', 'a.ts', "import { oakCors } from 'https://deno.land/x/cors@v1.2.2/mod.ts'", 1],
  ['oak', 'a.ts', "import { oakCors } from 'jsr:@tajpouria/cors'", 1],
  ['a file of a URL', 'a.ts', "import { cors } from 'https://example.com/lib/cors.ts'", 1],
  [
    'Parse Server',
    'a.js',
    "const { ParseServer } = require('parse-server')\nnew ParseServer({\n  allowOrigin: '*' })",
    3,
  ],
  ['Parse Server', 'a.js', "import ParseServer from 'parse-server'\nnew ParseServer({\n  allowOrigin: [x] })", 3],
  ['Parse Server', '.env', 'A=1\nPARSE_SERVER_ALLOW_ORIGIN=https://secret.example', 2],
  [
    'Medusa 1',
    'medusa-config.js',
    'module.exports = { projectConfig: {\n  store_cors: STORE, admin_cors: ADMIN } }',
    2,
  ],
  [
    'Medusa 2',
    'medusa-config.ts',
    "export default defineConfig({ projectConfig: { http: {\n storeCors: process.env.STORE_CORS!, authCors: 'x' } } })",
    2,
  ],
  ['Medusa', '.env', 'STORE_CORS=https://secret.example', 1],
  ['Directus', '.env', 'KEY=1\n\nCORS_ENABLED=true\nCORS_ORIGIN=https://secret.example', 3],
  ['Directus', '.env.production', 'export CORS_ENABLED="true"', 1],
  ['Directus in Compose', 'docker-compose.yml', 'services:\n  d:\n    environment:\n      CORS_ENABLED: "true"', 4],
  [
    'Directus in Compose',
    'compose.yaml',
    'services:\n  d:\n    environment:\n      - CORS_ORIGIN=https://secret.example',
    4,
  ],
  ['Hasura in Compose', 'docker-compose.yaml', 'x:\n  HASURA_GRAPHQL_CORS_DOMAIN: "*"', 2],
  ['a variable in Kubernetes', 'deploy.yml', 'env:\n  - name: PGRST_SERVER_CORS_ALLOWED_ORIGINS\n    value: "*"', 2],
  ['a variable in a Dockerfile', 'Dockerfile', 'FROM x\nENV OLLAMA_ORIGINS=*', 2],
  [
    'Traefik labels',
    'docker-compose.yml',
    'labels:\n  - "traefik.http.middlewares.c.headers.accesscontrolalloworiginlist=*"',
    2,
  ],
  [
    'Traefik labels',
    'docker-compose.yml',
    'labels:\n  traefik.http.middlewares.c.headers.accessControlAllowMethods: "GET"',
    2,
  ],
  ['Traefik', 'dynamic.yml', 'headers:\n  accessControlAllowOriginList:\n    - "*"', 2],
  ['Traefik', 'dynamic.toml', '[http]\naccessControlAllowOriginList = ["*"]', 2],
  ['Strapi', 'config/middlewares.js', "module.exports = [\n  'strapi::cors',\n]", 2],
  ['Strapi', 'config/middlewares.ts', "export default [{\n  name: 'strapi::cors', config: { origin: ['*'] } }]", 2],
  ['Feathers', 'src/app.ts', "import { koa, cors } from '@feathersjs/koa'\napp.use(cors())", 1],
  ['Feathers', 'src/app.js', "const { default: express, cors } = require('@feathersjs/express')", 1],
  ['Feathers', 'config/default.json', '{\n  "origins": ["http://localhost:3030"]\n}', 2],
  [
    'Keystone',
    'keystone.ts',
    "import { config } from '@keystone-6/core'\nexport default config({ server: {\n  cors: { origin: ['x'], credentials: true } } })",
    3,
  ],
  [
    'Payload',
    'payload.config.ts',
    "import { buildConfig } from 'payload'\nexport default buildConfig({\n  cors: ['https://a.example'] })",
    3,
  ],
  [
    'Supabase',
    'supabase/functions/_shared/cors.ts',
    "export const corsHeaders = {\n  'Access-Control-Allow-Origin': '*' }",
    2,
  ],
  ['Netlify', 'public/_headers', '/*\n  Access-Control-Allow-Origin: *', 2],
  ['Netlify', 'netlify.toml', '[headers.values]\nAccess-Control-Allow-Origin = "*"', 2],
  ['Vercel', 'vercel.json', '{ "headers": [\n{ "key": "Access-Control-Allow-Origin", "value": "*" }] }', 2],
  [
    'Vercel',
    'vercel.ts',
    "export const config = { headers: [{ source: '/', headers: [\n{ key: 'Access-Control-Allow-Origin', value: '*' }] }] }",
    2,
  ],
  ['Firebase', 'firebase.json', '{\n "key": "Access-Control-Allow-Origin", "value": "*" }', 2],
  [
    'Firebase functions',
    'functions/index.js',
    "const { onCall } = require('firebase-functions/v2/https')\nonCall({ cors: true }, f)",
    2,
  ],
  ['Google Cloud Storage', 'cors.json', '[{\n "origin": ["*"], "method": ["GET"] }]', 2],
  ['S3', 's3-cors.json', '[{\n "AllowedOrigins": ["*"] }]', 2],
  ['nginx', 'nginx.conf', 'server {\n  add_header Access-Control-Allow-Origin *;', 2],
  ['nginx', 'nginx/default.conf.template', "server {\n  add_header 'Access-Control-Allow-Origin' $http_origin;", 2],
  ['Serverless', 'serverless.yml', 'events:\n  - http:\n      cors: true', 3],
  ['Serverless', 'serverless.yml', 'provider:\n  httpApi:\n    cors:\n      allowedOrigins:', 3],
  [
    'Serverless',
    'serverless.ts',
    "import type { AWS } from '@serverless/typescript'\nconst c: AWS = { functions: { a: { events: [{ http: {\n  cors: true } }] } } }\nmodule.exports = c",
    3,
  ],
  ['SAM', 'template.yaml', 'Globals:\n  Api:\n    Cors: "\'*\'"', 3],
  ['SAM', 'template.yml', 'Properties:\n  CorsConfiguration:\n    AllowOrigins:', 2],
  ['CDK', 'stack.ts', "new HttpApi(this, 'a', {\n  corsPreflight: { allowOrigins: ['*'] } })", 2],
  [
    'a function URL of CDK',
    'stack.ts',
    "import { Function } from 'aws-cdk-lib/aws-lambda'\nf.addFunctionUrl({\n  cors: { allowedOrigins: ['*'] } })",
    3,
  ],
  ['SST', 'sst.config.ts', "new sst.aws.Function('f', {\n  url: { cors: { allowOrigins: ['*'] } } })", 2],
  ['Terraform', 'main.tf', 'resource "x" "y" {\n  cors_configuration {\n    allow_origins = ["*"]', 2],
  ['Terraform', 's3.tf', 'resource "x" "y" {\n  cors_rule {\n    allowed_origins = ["*"]', 2],
  ['Azure', 'staticwebapp.config.json', '{\n "Access-Control-Allow-Origin": "*" }', 2],
  ['OpenAPI', 'openapi.yaml', 'paths:\n  x-amazon-apigateway-cors:\n    allowOrigins:', 2],
  ['Google endpoints', 'openapi.yaml', 'x-google-endpoints:\n- name: x\n  allowCors: true', 3],
  ['Kong', 'kong.yml', 'plugins:\n- name: cors', 2],
  ['Envoy', 'envoy.yaml', 'http_filters:\n- name: envoy.filters.http.cors', 2],
  ['Istio', 'service.yaml', 'http:\n- corsPolicy:\n    allowOrigins:', 2],
  ['KrakenD', 'krakend.json', '{\n "security/cors": { "allow_origins": ["*"] } }', 2],
  ['Spring', 'application.yml', 'spring:\n  cloud:\n    gateway:\n      globalcors:', 4],
  ['Quarkus', 'application.properties', 'a=1\nquarkus.http.cors=true', 2],
  ['Elasticsearch', 'elasticsearch.yml', 'a: 1\nhttp.cors.enabled: true', 2],
  ['MediaMTX', 'mediamtx.yml', "hls: yes\nhlsAllowOrigins: ['*']", 2],
  ['MediaMTX 1.8', 'mediamtx.yml', "api: yes\napiAllowOrigin: '*'", 2],
  ['ClickHouse', 'users.xml', '<profiles>\n <add_http_cors_header>1</add_http_cors_header>', 2],
  ['ClickHouse', 'config.xml', '<header>\n <name>Access-Control-Allow-Origin</name>\n <value>*</value>', 2],
  ['PocketBase', 'compose.yml', 'services:\n  command: serve --http=0.0.0.0:80 --origins="https://a.example"', 2],
  ['PocketBase', 'compose.yml', 'command:\n  - serve\n  - --origins=https://a.example', 3],
  ['PocketBase', 'main.go', 'apis.Serve(app, apis.ServeConfig{\n\tAllowedOrigins: []string{"*"},', 2],
  ['ASP.NET', 'appsettings.json', '{\n "Cors": { "AllowedOrigins": ["*"] } }', 2],
  ['Sails', 'config/security.js', "module.exports.security = {\n  cors: { allRoutes: true, allowOrigins: '*' } }", 2],
  [
    'LoopBack',
    'src/index.ts',
    "import { RestApplication } from '@loopback/rest'\nconst config = { rest: {\n  cors: { origin: '*' } } }\nnew RestApplication(config)",
    3,
  ],
  [
    'Moleculer',
    'services/api.service.js',
    "module.exports = { name: 'api', settings: {\n  cors: { origin: '*' } } }",
    2,
  ],
  ['Nuxt', 'nuxt.config.ts', "export default defineNuxtConfig({ routeRules: {\n  '/api/**': { cors: true } } })", 2],
  ['Nitro', 'nitro.config.ts', "export default defineNitroConfig({ routeRules: {\n  '/api/**': { cors: true } } })", 2],
  [
    'Vite',
    'vite.config.ts',
    "export default defineConfig({\n  server: { cors: { origin: 'https://a.example' } } })",
    2,
  ],
  [
    'Apollo',
    'a.ts',
    "import { ApolloServer } from '@apollo/server'\nimport { startStandaloneServer } from '@apollo/server/standalone'",
    2,
  ],
  ['Yoga', 'a.ts', "import { createYoga } from 'graphql-yoga'\ncreateYoga({ schema })", 1],
  ['Restify', 'a.js', "import r from 'restify-cors-middleware2'", 1],
  ['hapi', 'a.js', "import Hapi from '@hapi/hapi'\nHapi.server({ routes: {\n  cors: { origin: ['*'] } } })", 3],
  ['Adonis', 'config/cors.ts', "import { defineConfig } from '@adonisjs/cors'", 1],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs

describe('a server that is not moved is named with file and line', () => {
  test.each(PROJECTS.map(([title, name, text, line]) => [title, name, line, text] as const))(
    '%s in %s, line %i',
    async (_, name, line, text) => {
      const { places, text: told } = await placesIn({ [name]: text })
      expect(places).toEqual([`${name}:${line}`])
      expect(told).not.toContain('secret')
    },
  )
})

describe('what does not answer is not named', () => {
  test.each([
    ['.env', '# CORS_ORIGIN=1\nDATABASE_URL=cors\nSCORES=1\nCSRF_TRUSTED_ORIGINS=x'],
    ['a.js', "const s = require('json-server')\napp.use(s.defaults({ noCors: true }))"],
    ['a.js', "import { createYoga } from 'graphql-yoga'\ncreateYoga({ cors: false })"],
    ['a.ts', "import { Hono } from 'https://deno.land/x/hono@v4.3.11/mod.ts'"],
    ['a.ts', "import { logger } from 'https://deno.land/x/hono@v4.3.11/middleware.ts'"],
    ['a.js', 'chart({ allowOrigin: true })'],
    ['package.json', '{ "dependencies": { "cors": "^2", "json-server": "^0.17" } }'],
    [
      'schema/cors.schema.json',
      '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "properties": { "cors": { "properties": { "origin": { "default": ["*"] } } } } }',
    ],
    ['users.xml', '<add_http_cors_header>0</add_http_cors_header>'],
    ['docker-compose.yml', 'services:\n  cors_proxy_image: x\n  image: a'],
  ])('%s: %s', async (name, text) => {
    expect((await placesIn({ [name]: text })).places).toEqual([])
  })

  test('a variable that a source reads, which is judged itself', async () => {
    const source =
      "import cors from 'cors'\napp.use(cors({ origin: process.env.CORS_ORIGIN, methods: 'PUT', allowedHeaders: 'x-a' }))"
    const files = { '.env': 'CORS_ORIGIN=https://secret.example', 'docker-compose.yml': 'x:\n  - CORS_ORIGIN=y' }
    expect((await placesIn({ ...files, 'src/a.js': source })).places).toEqual([])
    expect((await placesIn({ ...files, 'src/a.js': 'start(process.env.CORS_ORIGIN)' })).places).toEqual([
      '.env:1',
      'docker-compose.yml:2',
    ])
  })
})
