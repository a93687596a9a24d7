/**
 * Apps of every web framework whose code and whose clients are unkind, as one module. `/calm` tells what is left of it
 * all.
 */
import { Elysia } from 'elysia'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { definePolicy } from '../../policy/define.ts'
import { cors as elysiaCors, guard as elysiaGuard } from '../elysia/elysia.ts'
import { cors as h3Cors, guard as h3Guard } from '../h3/h3.ts'
import { cors as honoCors, guard as honoGuard } from '../hono/hono.ts'
import { cors as webCors, guard as webGuard } from '../web/web.ts'

type Fetch = (request: Request) => Response | Promise<Response>

/** What other people's code may do, by a word in the origin or in the path. */
const DEEDS: Readonly<Record<string, () => unknown>> = {
  slow: () => new Promise((resolve) => setTimeout(resolve, 20, true)),
  never: () => new Promise(() => {}),
  throws: () => {
    throw new Error('thrown on purpose')
  },
  rejects: async () => {
    throw new Error('rejected on purpose')
  },
  odd: () => 'yes',
}

function deedIn(text: string, prefix: string): unknown {
  const word = Object.keys(DEEDS).find((name) => text.includes(`${prefix}${name}`))
  return word === undefined ? null : DEEDS[word]?.()
}

const onFault = () => DEEDS['rejects']?.()
const policy = definePolicy({
  origin: (origin) => (deedIn(origin, '//') ?? origin.endsWith('yes.example')) as boolean,
  methods: ['PUT'],
  timeout: 250,
  onFault,
})
const limits = { timeout: 250, onFault }
type Policy = typeof policy
const source = ({ url }: Request) => (deedIn(url, 'function-') ?? policy) as Policy
const bypass = ({ url }: Request) => (deedIn(url, 'bypass-') ?? false) as boolean
const bare = () => new Response('', { status: 500 })

let open = 0
let unhandled = 0
// biome-ignore lint/suspicious/noExplicitAny: Node and Bun have the one, Deno the other
const { process: platform, addEventListener } = globalThis as any
if (typeof platform?.on === 'function') platform.on('unhandledRejection', () => void unhandled++)
else
  addEventListener('unhandledrejection', (event: Event) => {
    event.preventDefault()
    unhandled++
  })

function endless(): Response {
  open++
  let timer: ReturnType<typeof setInterval>
  const stop = () => {
    clearInterval(timer)
    open--
  }
  const body = new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode('more\n')), 5)
    },
    cancel: stop,
  })
  return new Response(body, { headers: { 'content-type': 'text/plain' } })
}

function failing(): Response {
  return new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('on purpose')) }))
}

async function handle(request: Request): Promise<Response> {
  if (request.url.includes('endless')) return endless()
  if (request.url.includes('failing')) return failing()
  // The whole body, so that a client may take its time with it.
  await request.text()
  await deedIn(request.url.replace('handler-never', ''), 'handler-')
  return new Response('hello')
}

const withWeb: Fetch = webCors(source, { ...limits, onError: bare })(webGuard(policy, { ...limits, bypass })(handle))
const withHono = new Hono()
  .use(
    honoCors(({ req }) => source(req.raw), limits),
    honoGuard(policy, { ...limits, bypass: ({ req }) => bypass(req.raw) }),
  )
  .all('*', (context) => handle(context.req.raw))
  .onError(bare)
const withH3 = new H3({ silent: true })
  .use(h3Cors(({ req }) => source(req), limits))
  .use(h3Guard(policy, { ...limits, bypass: ({ req }) => bypass(req) }))
  .all('/**', (event) => handle(event.req))
const withElysia = new Elysia()
  .use(elysiaGuard(policy, { ...limits, bypass }))
  .use(elysiaCors(source, limits))
  .onError(bare)
  .all('*', ({ request }) => handle(request), { parse: 'none' })

const APPS: Readonly<Record<string, Fetch>> = {
  web: withWeb,
  hono: withHono.fetch as Fetch,
  h3: withH3.fetch as Fetch,
  elysia: withElysia.fetch as Fetch,
}

export default {
  fetch(request: Request): Response | Promise<Response> {
    const [, app = ''] = new URL(request.url).pathname.split('/')
    return APPS[app]?.(request) ?? Response.json({ open, unhandled })
  },
}
