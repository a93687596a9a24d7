/**
 * The same apps with and without corskit, as one module: the path says which. What is untouched by corskit goes out
 * alike from both.
 */
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { cors as elysiaCors } from '../elysia/elysia.ts'
import { cors as h3Cors } from '../h3/h3.ts'
import { cors as honoCors } from '../hono/hono.ts'
import { cors as webCors } from '../web/web.ts'
import { isProxied, RESPONSE_KINDS } from './response-kinds.ts'

// biome-ignore lint/suspicious/noExplicitAny: every platform hands over something else beside the request
type Fetch = (request: Request, ...rest: any[]) => Response | Promise<Response>

const options = { origin: ['https://app.example.com', 'https://*.sub.example.com'], exposedHeaders: ['etag'] }

const missing = () => new Response('', { status: 404 })
const route = ({ url }: { url: string }) => {
  const { pathname } = new URL(url)
  return (RESPONSE_KINDS[decodeURIComponent(pathname.split('/')[3] ?? '')] ?? missing)(url)
}

const hono = (app: Hono) => app.all('*', (context) => route(context.req.raw))
/** h3 makes the response, in a class of its own on Node. */
const h3Values = new H3().all('/**', async ({ req, res }) => {
  const { pathname } = new URL(req.url)
  const isLast = isProxied(decodeURIComponent(pathname.split('/').at(-1) ?? ''))
  const { status, headers, body } = await (isLast ? missing() : route(req))
  res.status = status
  for (const [name, value] of headers) if (name !== 'content-length') res.headers.append(name, value)
  return body === null ? null : new Response(body).text()
}).fetch as Fetch
const h3 = (app: H3) => app.all('/**', (event) => route(event.req))

/** Elysia makes its functions from text, which not every runtime allows: so it is made when it is asked. */
const elysia = (made: () => Elysia): Fetch => {
  let app: Elysia | undefined
  return (request) => {
    app ??= made().all('*', ({ request }) => route(request)) as unknown as Elysia
    return app.fetch(request)
  }
}

/** Not every server on Node gives a request that `Request` itself can copy. */
const copyOf = ({ url, method, headers }: Request) => new Request(url, { method, headers: Object.fromEntries(headers) })

const withWeb: Fetch = webCors(options)(route)
const mounting = (app: Hono, inner: Fetch) => app.mount('/', inner, { replaceRequest: copyOf }).fetch

export const APPS: Readonly<Record<string, { readonly without: Fetch; readonly with: Fetch }>> = {
  web: { without: route, with: withWeb },
  hono: { without: hono(new Hono()).fetch, with: hono(new Hono().use('*', honoCors(options))).fetch },
  h3: { without: h3(new H3()).fetch as Fetch, with: h3(new H3().use(h3Cors(options))).fetch as Fetch },
  elysia: { without: elysia(() => new Elysia()), with: elysia(() => new Elysia().use(elysiaCors(options))) },
  'elysia-dynamic': {
    without: elysia(() => new Elysia({ aot: false })),
    with: elysia(() => new Elysia({ aot: false }).use(elysiaCors(options))),
  },
  // A policy in another, where the router between them hands on a copy of the request.
  'web-twice': {
    without: (request) => route(copyOf(request)),
    with: webCors(options)((request) => withWeb(copyOf(request))),
  },
  'web-around-h3': { without: h3Values, with: webCors(options)(h3Values) },
  'hono-mounted': { without: mounting(new Hono(), route), with: mounting(new Hono().use(honoCors(options)), withWeb) },
}

/** `/web/with/text` */
export function untouched(request: Request, ...rest: unknown[]): Response | Promise<Response> {
  const [, app = '', side] = new URL(request.url).pathname.split('/')
  const fetch = side === 'with' ? APPS[app]?.with : APPS[app]?.without
  return fetch === undefined ? missing() : fetch(request, ...rest)
}

export default { fetch: untouched }
