// Web-standard handlers: Request in, Response out.  npm run bench -- web-adapter
import { cors as elysiaCors } from '@elysiajs/cors'
import { cors as corskitHono } from 'corskit/hono'
import { cors as corskitWeb } from 'corskit/web'
import { Elysia } from 'elysia'
import { H3, handleCors } from 'h3'
import { Hono } from 'hono'
import { cors as honoCors } from 'hono/cors'
import { type Contender, machine, measure } from './measure.ts'
import { POLICY, SERVER_SCENARIOS, type ServerScenario } from './server-scenarios.ts'

type Handler = (request: Request) => Response | Promise<Response>

const list = (origins: ServerScenario['origins']) => (typeof origins === 'string' ? origins : [...origins])
const options = (origins: ServerScenario['origins']) => ({
  origin: list(origins),
  methods: [...POLICY.methods],
  allowedHeaders: [...POLICY.allowedHeaders],
})

const PEERS: Readonly<Record<string, (origins: ServerScenario['origins']) => Handler>> = {
  'no CORS': () => () => new Response('ok'),
  'corskit/web': (origins) => corskitWeb(options(origins))(() => new Response('ok')),
  'Hono alone': () => new Hono().all('*', (context) => context.text('ok')).fetch,
  'Hono, corskit': (origins) =>
    new Hono().use('*', corskitHono(options(origins))).all('*', (context) => context.text('ok')).fetch,
  'Hono, hono/cors': (origins) =>
    new Hono()
      .use(
        '*',
        honoCors({
          origin: list(origins),
          allowMethods: [...POLICY.methods],
          allowHeaders: [...POLICY.allowedHeaders],
        }),
      )
      .all('*', (context) => context.text('ok')).fetch,
  'h3 alone': () => new H3().all('/**', () => 'ok').fetch,
  'h3, handleCors': (origins) =>
    new H3().all('/**', (event) => {
      const handled = handleCors(event, {
        origin: list(origins) as string[] | '*',
        methods: [...POLICY.methods],
        allowHeaders: [...POLICY.allowedHeaders],
      })
      return handled === false ? 'ok' : handled
    }).fetch,
  'Elysia alone': () => new Elysia().all('*', () => 'ok').handle,
  'Elysia, @elysiajs/cors': (origins) =>
    new Elysia()
      .use(
        elysiaCors({
          origin: origins === '*' ? '*' : [...origins],
          methods: [...POLICY.methods],
          allowedHeaders: [...POLICY.allowedHeaders],
        }),
      )
      .all('*', () => 'ok').handle,
}

function contender(name: string, handler: Handler, { method, headers }: ServerScenario): Contender {
  const { host: _, ...rest } = headers
  return {
    name,
    run: async (times) => {
      for (let i = 0; i < times; i++)
        await handler(new Request('https://api.example.com/users', { method, headers: rest }))
    },
  }
}

console.log(machine())
console.log(
  `\n| µs a request, the Request itself included | ${Object.keys(PEERS).join(' | ')} |\n|---|${'---:|'.repeat(Object.keys(PEERS).length)}`,
)
for (const scenario of SERVER_SCENARIOS) {
  const contenders = Object.entries(PEERS).map(([name, create]) => contender(name, create(scenario.origins), scenario))
  const measured = await measure(contenders, 400, 9)
  console.log(
    `| ${scenario.name} | ${measured.map(({ nanoseconds }) => (nanoseconds / 1000).toFixed(1)).join(' | ')} |`,
  )
}
