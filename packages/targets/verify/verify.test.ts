import { describe, expect, test } from 'vitest'
import { rightServer, verifyInProcess } from '../testing/in-process.ts'
import { POLICIES } from '../testing/policies.ts'
import { factsOf } from '../words/facts.ts'
import { mostProbes, verify } from './verify.ts'
import type { VerifyProbe } from './words.ts'

describe('a server that does what its policy says has no difference, and is not asked too much', () => {
  test.each(Object.entries(POLICIES))('%s', (_, policy) => {
    const report = verifyInProcess(policy, rightServer(policy))
    expect(report.differences).toEqual([])
    expect(report.probes).toBeLessThanOrEqual(mostProbes(factsOf(policy).facts))
    expect(report.probes).toBeGreaterThan(15)
  })
})

describe('every other policy differs from it', () => {
  const names = Object.keys(POLICIES)
  test.each(names.flatMap((one) => names.filter((two) => two !== one).map((two) => [one, two])))(
    '%s is not %s',
    (one, two) => {
      const report = verifyInProcess(
        POLICIES[one ?? ''] ?? { origin: '*' },
        rightServer(POLICIES[two ?? ''] ?? { origin: '*' }),
      )
      expect(report.differences.length).toBeGreaterThan(0)
      for (const { curl } of report.differences) expect(curl).toMatch(/^curl -i /)
    },
  )
})

test('what was found before the server stopped is kept', () => {
  const run = verify('https://api.example.com/', { origin: 'https://app.example.com' })
  let step = run.next()
  for (let asked = 0; !step.done; asked++) {
    step = run.next(asked < 3 ? { status: 200, headers: [] } : { networkError: 'ECONNREFUSED' })
  }
  expect(step.value).toMatchObject({ probes: 3, unreachable: 'ECONNREFUSED' })
  expect(step.value.differences.length).toBeGreaterThan(0)
})

test.each([
  ['HEAD', 'narrower', (probe: VerifyProbe) => probe.method === 'HEAD'],
  [
    'one page',
    'narrower',
    (probe: VerifyProbe) => isFrom(probe, 'https://app.example.com') && !probe.url.endsWith('/'),
  ],
  ['no page', 'other-traffic', (probe: VerifyProbe) => isFrom(probe, undefined) && probe.method === 'GET'],
  ['preflights', 'narrower', (probe: VerifyProbe) => probe.headers.some(([, value]) => value === 'x-request-id')],
] as const)('a server that never answers %s does not conform: %s', (_, kind, isLost) => {
  const policy = { origin: 'https://app.example.com', allowedHeaders: ['x-request-id'] }
  const right = rightServer(policy)
  const report = verifyInProcess(policy, (probe) =>
    isLost(probe) ? { networkError: 'The server gave no answer within 2 seconds.' } : right(probe),
  )
  expect(report.unreachable).toBe(null)
  expect(report.differences.map((one) => [one.kind, one.observed])).toContainEqual([
    kind,
    'there is none: The server gave no answer within 2 seconds.',
  ])
})

const isFrom = ({ headers }: VerifyProbe, origin: string | undefined) =>
  headers.find(([name]) => name === 'origin')?.[1] === origin

test('nothing but GET, HEAD and OPTIONS is sent', () => {
  const policy = POLICIES['subdomains and any port, with credentials'] ?? { origin: '*' }
  verifyInProcess(policy, (probe) => {
    expect(['GET', 'HEAD', 'OPTIONS']).toContain(probe.method)
    return rightServer(policy)(probe)
  })
})
