/** Apps that give one object to many requests: to those of a route with a policy, and to those of one without. */
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { cors as elysiaCors } from '../elysia/elysia.ts'
import { cors as h3Cors } from '../h3/h3.ts'
import { cors as honoCors } from '../hono/hono.ts'
import { cors as nextCors } from '../next/next.ts'
import { cors as svelteKitCors } from '../sveltekit/sveltekit.ts'
import { cors as webCors } from '../web/web.ts'
import { SHARED, type SharedKind } from './shared-responses.ts'

type Fetch = (request: Request) => Response | Promise<Response>

const options = { origin: ['https://a.example', 'https://b.example'], credentials: true }

/** Made with the first request: a server on Node has put its own class in the place of `Response` by then. */
const made = new Map<string, () => Response>()
const partsOf = ({ url }: { url: string }) => new URL(url).pathname.split('/').map(decodeURIComponent)
const isPublic = (request: { url: string }) => partsOf(request)[2] === 'public'
function give(request: { url: string }): Response {
  const [, app, , kind = ''] = partsOf(request)
  const key = `${app} ${kind}`
  const get = made.get(key) ?? (SHARED[kind as SharedKind] as () => () => Response)()
  made.set(key, get)
  return get()
}

const around = (withCors: (handler: Fetch) => Fetch): Fetch => {
  const [open, closed] = [withCors(give), give]
  return (request) => (isPublic(request) ? open : closed)(request)
}

let elysia: Elysia | undefined
const APPS: Readonly<Record<string, Fetch>> = {
  web: around((handler) => webCors(options)(handler)),
  next: around((handler) => nextCors(options)(handler)),
  sveltekit: around((handler) => {
    const handle = svelteKitCors(options)
    return (request) => handle({ event: { request }, resolve: ({ request }) => handler(request) })
  }),
  hono: new Hono().use('/hono/public/*', honoCors(options)).all('*', ({ req }) => give(req.raw)).fetch as Fetch,
  h3: new H3().use('/h3/public/**', h3Cors(options)).all('/**', ({ req }) => give(req)).fetch as Fetch,
  elysia: (request) => {
    elysia ??= new Elysia()
      .use(elysiaCors((request) => (isPublic(request) ? options : null)))
      .all('*', ({ request }) => give(request)) as unknown as Elysia
    return elysia.fetch(request)
  },
}

export default {
  fetch: (request: Request) => APPS[partsOf(request)[1] ?? '']?.(request) ?? new Response('', { status: 404 }),
}
