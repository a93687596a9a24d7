import { rmSync } from 'node:fs'
import { type Attributes, context, type Meter, metrics, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api'
import { cors, guard } from 'corskit/web'
import { afterAll, expect, test } from 'vitest'
import { writeExamples } from '../testing/written-examples.ts'
import { docExamples } from './doc-examples.ts'

const folder = writeExamples(docExamples().filter(({ name }) => name === 'decisions-channel-opentelemetry'))
afterAll(() => rmSync(folder, { recursive: true }))

const APP = 'https://app.example.com'
const ask = (method: string, headers: Record<string, string>) =>
  new Request('http://localhost/users?token=secret', { method, headers })

test('the OpenTelemetry recipe counts decisions and puts denials on the active span', async () => {
  const counted: [string, number, Attributes | undefined][] = []
  const events: [string, unknown][] = []
  const createCounter = (name: string) => ({
    add: (value: number, attributes?: Attributes) => void counted.push([name, value, attributes]),
  })
  metrics.setGlobalMeterProvider({ getMeter: () => ({ createCounter }) as unknown as Meter })
  const span = { addEvent: (name: string, attributes: unknown) => void events.push([name, attributes]) }
  const active = trace.setSpan(ROOT_CONTEXT, span as unknown as Span)
  context.setGlobalContextManager({
    active: () => active,
    with: (_, run, self, ...args) => run.call(self, ...args),
    bind: (_, target) => target,
    enable() {
      return this
    },
    disable() {
      return this
    },
  })
  await import(`${folder}/decisions-channel-opentelemetry.ts`)

  const policy = { origin: APP }
  const handler = cors(policy)(guard(policy)(() => new Response('')))
  await handler(ask('GET', { origin: APP }))
  await handler(ask('OPTIONS', { origin: APP, 'access-control-request-method': 'PUT' }))
  await handler(ask('POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }))

  expect(counted).toEqual([
    ['corskit.decisions', 1, { verdict: 'allowed', kind: 'actual', reason: 'none' }],
    ['corskit.decisions', 1, { verdict: 'denied', kind: 'preflight', reason: 'method-not-allowed' }],
    ['corskit.decisions', 1, { verdict: 'denied', kind: 'actual', reason: 'origin-not-allowed' }],
    ['corskit.decisions', 1, { verdict: 'denied', kind: 'write', reason: 'cross-site' }],
  ])
  expect(events.map(([name]) => name)).toEqual(['corskit.denied', 'corskit.denied', 'corskit.denied'])
  expect(JSON.stringify(events)).not.toContain('secret')
})
