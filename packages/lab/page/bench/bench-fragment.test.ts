import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { USUAL } from '../fragment.ts'
import { routeOf } from '../route.ts'
import { fromBenchState, toBenchHash } from './bench-fragment.ts'

const PAGE = 'http://127.0.0.1:4680'

const header = fc.tuple(fc.stringMatching(/^[a-z][a-z-]{0,11}$/), fc.stringMatching(/^([!-~]([ -~]*[!-~])?)?$/))
const headers = fc.array(header, { maxLength: 3 })
const answer = fc.record({ status: fc.integer({ min: 200, max: 599 }), headers })
const server = fc.oneof(
  fc.constant({ by: 'url' as const }),
  fc.record({ by: fc.constant('policy' as const), policy: fc.string(), answer }),
  fc.record({ by: fc.constant('raw' as const), preflight: answer, actual: answer, redirected: fc.option(answer) }),
)
const request = fc.record({
  url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
  origin: fc.constantFrom(PAGE, 'https://app.example.com', 'null'),
  method: fc.constantFrom('GET', 'PUT', 'patch'),
  credentials: fc.constantFrom('same-origin', 'include'),
  mode: fc.constantFrom('cors', 'no-cors'),
  engine: fc.constantFrom('standard', 'webkit'),
  body: fc.string(),
  headers,
})

const lacks = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })
const recorded = fc.constantFrom(['preflight'] as const, ['preflight', 'actual'] as const)

test('every workbench comes back from its address as it was', () => {
  fc.assert(
    fc.property(
      fc.record(
        { request, server, said: fc.string(), lacks, recorded },
        { requiredKeys: ['request', 'server', 'said'] },
      ),
      (bench) => {
        const route = routeOf(toBenchHash(bench, PAGE))
        expect(route.view === 'bench' && fromBenchState(route.state, PAGE)).toEqual({ bench })
      },
    ),
    RUNS,
  )
})

test('a link of the first lab asks the server at its URL', () => {
  const route = routeOf('#url=http%3A%2F%2F127.0.0.1%3A4681%2Fno-headers&method=PUT&header=x-a%3A+1')
  expect(route.view === 'bench' && fromBenchState(route.state, PAGE)).toEqual({
    bench: {
      request: {
        ...USUAL,
        method: 'PUT',
        url: 'http://127.0.0.1:4681/no-headers',
        origin: PAGE,
        headers: [['x-a', '1']],
      },
      server: { by: 'url' },
      said: '',
    },
  })
})

test('a link of a later lab is not guessed at', () => {
  expect(fromBenchState('v=2&url=x', PAGE)).toEqual({
    mistake: 'This link was written by another lab (version 2); this one reads version 1.',
  })
})

test('without a URL there is no workbench', () => {
  expect(fromBenchState('', PAGE)).toBeNull()
  expect(fromBenchState('v=1&method=PUT', PAGE)).toBeNull()
})
