// Middleware for Node on a response that only keeps headers, beside `cors`, corser and what can be done by hand. npm
// run bench -- node-adapter
import { spawnSync } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
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

/**
 * `middleware`: until it calls `next`. `with the head`: until the app has sent the head, where corskit makes sure of
 * its headers once more.
 */
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

/**
 * A row of the table, measured in a process of its own: a server has one policy, and code that has seen many runs
 * slower than code that has seen one.
 */
async function row(level: keyof typeof LEVELS, scenario: ServerScenario): Promise<string> {
  const contenders = Object.entries(PEERS).map(([name, create]) =>
    contender(name, create(scenario.origins), LEVELS[level], scenario),
  )
  const measured = await measure(contenders, 20_000)
  return `| ${scenario.name} | ${measured.map(({ nanoseconds }) => nanoseconds.toFixed(0)).join(' | ')} |`
}

const [level, scenarioName] = process.argv.slice(2)
if (level === undefined) {
  console.log(machine())
  for (const name of Object.keys(LEVELS)) {
    console.log(
      `\n| ns a request, ${name} | ${Object.keys(PEERS).join(' | ')} |\n|---|${'---:|'.repeat(Object.keys(PEERS).length)}`,
    )
    for (const scenario of SERVER_SCENARIOS) {
      const file = fileURLToPath(import.meta.url)
      const args = [...process.execArgv, file, name, scenario.name]
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
      if (status !== 0) process.exit(status ?? 1) // a table without the row would look whole
    }
  }
} else {
  const scenario = SERVER_SCENARIOS.find(({ name }) => name === scenarioName)
  if (scenario === undefined) throw new Error(`no scenario is called ${scenarioName}`)
  console.log(await row(level as keyof typeof LEVELS, scenario))
}
