// The decision alone, without any server around it.  npm run bench -- decision
import { type Answer, definePolicy, type PolicyOptions } from 'corskit'
import { machine, measure } from './measure.ts'
import { manyOrigins, POLICY, SERVER_SCENARIOS, type ServerScenario } from './server-scenarios.ts'

const optionsOf = (origins: ServerScenario['origins']): PolicyOptions => ({
  origin: typeof origins === 'string' ? origins : [...origins],
  methods: [...POLICY.methods],
  allowedHeaders: [...POLICY.allowedHeaders],
})

function contender(
  name: string,
  policy: ReturnType<typeof definePolicy>,
  request: Pick<ServerScenario, 'method' | 'headers'>,
) {
  const facts = {
    method: request.method,
    origin: request.headers['origin'] ?? null,
    requestMethod: request.headers['access-control-request-method'] ?? null,
    requestHeaders: request.headers['access-control-request-headers'] ?? null,
    requestPrivateNetwork: null,
  }
  return {
    name,
    run: (times: number) => {
      // The answers are used, because otherwise the compiler could drop the work.
      let headers = 0
      for (let i = 0; i < times; i++) headers += (policy.answer(facts) as Answer).headers.length
      if (headers < 0) throw new Error('unreachable')
    },
  }
}

function table(title: string, rows: readonly { name: string; nanoseconds: number }[]): void {
  console.log(`\n| ${title} | ns |\n|---|---:|`)
  for (const { name, nanoseconds } of rows) console.log(`| ${name} | ${nanoseconds.toFixed(0)} |`)
}

console.log(machine())
table(
  'the 19 scenarios',
  await measure(
    SERVER_SCENARIOS.map((scenario) => contender(scenario.name, definePolicy(optionsOf(scenario.origins)), scenario)),
    50_000,
  ),
)

const growing = [1, 1_000, 1_000_000].map((count) => {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const origins = manyOrigins(count)
  const policy = definePolicy({ origin: origins })
  globalThis.gc?.()
  const bytes = process.memoryUsage().heapUsed - before
  const origin = origins.at(-1) ?? ''
  const row = contender(`${count.toLocaleString('en')} origins, the last one asks`, policy, {
    method: 'GET',
    headers: { origin },
  })
  return {
    row,
    note: `${count.toLocaleString('en')} origins: ${(bytes / 1e6).toFixed(1)} MB, the list itself included`,
  }
})
table(
  'exact origins',
  await measure(
    growing.map(({ row }) => row),
    50_000,
  ),
)
for (const { note } of growing) console.log(note)

/** The header that a client can make long: the names of the headers that it wants to send. */
const HOSTILE: Readonly<Record<string, (bytes: number) => string>> = {
  commas: (bytes) => ','.repeat(bytes),
  'white space': (bytes) => ' '.repeat(bytes),
  'one long name': (bytes) => 'x'.repeat(bytes),
  'one allowed name, repeated': (bytes) => 'accept,'.repeat(Math.ceil(bytes / 7)),
}
const policy = definePolicy(optionsOf(['https://example.com']))
const slopes = Object.entries(HOSTILE).flatMap(([name, make]) =>
  [1, 4, 16, 64].map((kilobytes) =>
    contender(`${name}, ${kilobytes} KB`, policy, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': make(kilobytes * 1024),
      },
    }),
  ),
)
table('hostile Access-Control-Request-Headers', await measure(slopes, 20_000))
