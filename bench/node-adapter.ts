// Middleware for Node on a response that only keeps headers, beside `cors`, corser and what can be done by hand.  npm run bench -- node-adapter
import type { IncomingMessage, ServerResponse } from 'node:http'
import corsPackage from 'cors'
import corser from 'corser'
import { cors as corskit } from 'corskit/node'
import { type Contender, machine, measure } from './measure.ts'
import { POLICY, SERVER_SCENARIOS, type ServerScenario } from './server-scenarios.ts'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown

/** Answers as Node's response does, as far as middleware asks. A new one a request. */
class StubResponse {
  statusCode = 200
  headersSent = false
  readonly #headers: Record<string, unknown> = Object.create(null)
  setHeader(name: string, value: unknown) {
    this.#headers[name.toLowerCase()] = value
    return this
  }
  getHeader(name: string) {
    return this.#headers[name.toLowerCase()]
  }
  getHeaders() {
    return this.#headers
  }
  getHeaderNames() {
    return Object.keys(this.#headers)
  }
  removeHeader(name: string) {
    delete this.#headers[name.toLowerCase()]
  }
  writeHead(status: number) {
    this.statusCode = status
    this.headersSent = true
    return this
  }
  end() {
    if (!this.headersSent) this.writeHead(this.statusCode)
  }
}

/** The least that is right for an actual request: one look-up, two headers. It answers no preflight. */
function byHand(origins: ServerScenario['origins']): Middleware {
  const allowed = new Set(origins)
  return (request, response, next) => {
    const { origin } = request.headers
    response.setHeader('Vary', 'Origin')
    if (origin !== undefined && (origins === '*' || allowed.has(origin)))
      response.setHeader('Access-Control-Allow-Origin', origin)
    next()
  }
}

const list = (origins: ServerScenario['origins']) => (typeof origins === 'string' ? origins : [...origins])

/** `cors` has no patterns: there, a RegExp stands for each. */
const withRegExps = (origins: ServerScenario['origins']) =>
  typeof origins === 'string'
    ? origins
    : origins.map((origin) =>
        origin.includes('*') ? new RegExp(`^https://(?:[^.]+\\.)+${origin.slice(10).replaceAll('.', '\\.')}$`) : origin,
      )

const PEERS: Readonly<Record<string, (origins: ServerScenario['origins']) => Middleware>> = {
  nothing: () => (_request, _response, next) => next(),
  'by hand (no preflights)': byHand,
  corskit: (origins) =>
    corskit({
      origin: list(origins),
      methods: [...POLICY.methods],
      allowedHeaders: [...POLICY.allowedHeaders],
    }) as unknown as Middleware,
  cors: (origins) =>
    corsPackage({
      origin: withRegExps(origins),
      methods: [...POLICY.methods],
      allowedHeaders: [...POLICY.allowedHeaders],
    }) as unknown as Middleware,
  corser: (origins) =>
    corser.create({
      origins: origins === '*' ? [] : [...origins],
      methods: [...POLICY.methods],
      requestHeaders: [...POLICY.allowedHeaders],
    }) as unknown as Middleware,
}

/** `middleware`: until it calls `next`. `with the head`: until the app has sent the head, where corskit makes sure of its headers once more. */
const LEVELS = { middleware: () => {}, 'with the head': (response: ServerResponse) => void response.end() }

function contender(
  name: string,
  middleware: Middleware,
  app: (response: ServerResponse) => void,
  { method, headers }: ServerScenario,
): Contender {
  const request = {
    method,
    headers,
    url: '/',
    rawHeaders: Object.entries(headers).flat(),
  } as unknown as IncomingMessage
  return {
    name,
    run: (times) => {
      let seen = 0
      for (let i = 0; i < times; i++) {
        const response = new StubResponse() as unknown as ServerResponse
        middleware(request, response, () => app(response))
        seen += response.statusCode
      }
      if (seen === 0) throw new Error('nothing was looked at')
    },
  }
}

console.log(machine())
for (const [level, app] of Object.entries(LEVELS)) {
  console.log(
    `\n| ns a request, ${level} | ${Object.keys(PEERS).join(' | ')} |\n|---|${'---:|'.repeat(Object.keys(PEERS).length)}`,
  )
  for (const scenario of SERVER_SCENARIOS) {
    const contenders = Object.entries(PEERS).map(([name, create]) =>
      contender(name, create(scenario.origins), app, scenario),
    )
    const measured = await measure(contenders, 4_000)
    console.log(`| ${scenario.name} | ${measured.map(({ nanoseconds }) => nanoseconds.toFixed(0)).join(' | ')} |`)
  }
}
