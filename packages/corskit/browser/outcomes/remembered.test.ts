import { expect, test } from 'vitest'
import { PreflightCache } from '../state/preflight-cache.ts'
import {
  API,
  allowing,
  call,
  expectTable,
  type Headers,
  product,
  type Row,
  type Server,
} from '../testing/outcome-table.ts'
import { ENGINES, inEachEngine } from '../testing/outcome-text.ts'
import type { Engine, Outcome } from '../words/outcome.ts'

/** Two calls with one cache. */
const twice = (engine: Engine, wait: number, first: object, second: object, headers: Headers) => {
  const cache = new PreflightCache()
  const server: Server = (request) => allowing(request.kind === 'preflight' ? headers : {})(request)
  return [call(first, server, { engine, cache, now: 0 }), call(second, server, { engine, cache, now: wait })]
}

const put = { method: 'PUT' }

const AGES =
  '0|-1|1|5|600|+5|5.5|1e3|0x10|abc|7200|7201|86400|86401|604800|604801|4294967296|99999999999999999999|5, 6| 5 |5;|000005||-|--1|-0|-1x|-5.5|- 1|1-|-1, -1|x-1'
const WAITS = [
  0, 999, 1_000, 4_999, 5_000, 5_001, 599_999, 600_000, 7_199_999, 7_200_000, 86_399_999, 86_400_000, 604_800_000,
]

test('for how long a preflight is remembered', () => {
  const asksAgain = (engine: Engine, wait: number, age: string) =>
    twice(engine, wait, put, put, { 'access-control-max-age': age })[1]?.exchanges[0]?.kind === 'preflight'
  expectTable('remembered-for', [
    ...AGES.split('|').map((age) => () => [
      `max-age ${JSON.stringify(age)}: the first of these milliseconds after which it asks again: ${ENGINES.map((engine) => `${engine} ${WAITS.find((wait) => asksAgain(engine, wait, age)) ?? 'none'}`).join(', ')}`,
    ]),
  ])
})

test('what a preflight is remembered for', () => {
  const again =
    (title: string, wait: number, first: object, second: object, headers: Headers): Row =>
    () =>
      inEachEngine(title, (engine) => twice(engine, wait, first, second, headers))
  expectTable('remembered', [
    again('another method', 1, put, { method: 'PATCH' }, {}),
    again('any method', 1, put, { method: 'PATCH' }, { 'access-control-allow-methods': '*' }),
    again('another header', 1, { headers: { 'x-a': '1' } }, { headers: { 'x-b': '1' } }, {}),
    again(
      'any header',
      1,
      { headers: { 'x-a': '1' } },
      { headers: { 'x-b': '1' } },
      { 'access-control-allow-headers': '*' },
    ),
    again(
      'any header, authorization',
      1,
      { headers: { 'x-a': '1' } },
      { headers: { authorization: '1' } },
      { 'access-control-allow-headers': '*' },
    ),
    again('another path', 1, put, { ...put, url: `${API}/b` }, {}),
    again('another query', 1, put, { ...put, url: `${API}?b` }, {}),
    again('another fragment', 1, put, { ...put, url: `${API}#b` }, {}),
    again('another page', 1, put, { ...put, origin: 'https://other.test' }, {}),
    again('with credentials after without', 1, put, { ...put, credentials: 'include' }, {}),
    again('without credentials after with', 1, { ...put, credentials: 'include' }, put, {}),
    ...(['no-store', 'reload', 'no-cache', 'force-cache'] as const).map((cache) =>
      again(`cache ${cache}`, 1, put, { ...put, cache }, {}),
    ),
    ...product<Headers, object>(
      [
        { 'access-control-allow-origin': 'https://no.test' },
        { 'access-control-allow-credentials': 'no' },
        { 'access-control-allow-methods': 'no' },
        { 'access-control-allow-methods': '(' },
        { 'access-control-allow-headers': '(' },
      ],
      [{}, { credentials: 'include' }],
    ).map(([headers, more]) =>
      again(`refused for ${JSON.stringify(headers)}`, 1, { ...put, ...more }, { ...put, ...more }, headers),
    ),
    ...(['no-store', 'reload', 'no-cache', 'force-cache'] as const).map((cache) =>
      again(`first cache ${cache}`, 1, { ...put, cache }, put, {}),
    ),
  ])
})

const CALLS: Readonly<Record<string, object>> = {
  GET: {},
  'GET, listeners on the upload': { useCorsPreflight: true },
  POST: { method: 'POST' },
  'POST, listeners on the upload': { method: 'POST', useCorsPreflight: true },
  PUT: put,
  'PUT, listeners on the upload': { ...put, useCorsPreflight: true },
  put: { method: 'put' },
  patch: { method: 'patch' },
  'x-a': { headers: { 'x-a': '1' } },
  'x-b': { headers: { 'x-b': '1' } },
  'x-a and x-b': { headers: { 'X-B': '1', 'X-A': '1' } },
  authorization: { headers: { authorization: '1' } },
  'content-type': { headers: { 'content-type': 'application/json' }, method: 'POST' },
  'POST with x-a': { method: 'POST', headers: { 'x-a': '1' } },
  'HEAD with x-a': { method: 'HEAD', headers: { 'x-a': '1' } },
  'PUT with x-a': { ...put, headers: { 'x-a': '1' } },
  'PUT with credentials': { ...put, credentials: 'include' },
  'PUT, opaque page': { ...put, origin: 'null' },
  'if-none-match': { headers: { 'if-none-match': '1' } },
  'cache-control': { headers: { 'cache-control': 'no-cache' } },
  pragma: { headers: { pragma: 'no-cache' } },
}

const GRANTS: Readonly<Record<string, Headers>> = {
  'what is asked for': {},
  everything: { 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' },
  'everything, authorization too': {
    'access-control-allow-methods': '*',
    'access-control-allow-headers': '*, Authorization',
  },
  lists: { 'access-control-allow-methods': 'PUT, patch', 'access-control-allow-headers': 'X-A,x-b' },
  'headers only': { 'access-control-allow-methods': '', 'access-control-allow-headers': 'x-a' },
  'for no time': { 'access-control-max-age': '0' },
  nothing: { 'access-control-allow-methods': '', 'access-control-allow-headers': '' },
}

test('which calls a preflight for another one covers', () => {
  /** P: asks again; a: asks for nothing; -: refused before. */
  const second = (outcome: Outcome | undefined) =>
    outcome === undefined || outcome.exchanges.length === 0
      ? '-'
      : outcome.exchanges[0]?.kind === 'preflight'
        ? 'P'
        : 'a'
  expectTable(
    'remembered-calls',
    Object.entries(GRANTS).flatMap(([granted, headers]) =>
      Object.entries(CALLS).map(
        ([title, first]): Row =>
          () => [
            `${granted}, after ${title}: ${ENGINES.map(
              (engine) =>
                `${engine} ${Object.values(CALLS)
                  .map((call) => second(twice(engine, 1, first, call, headers)[1]))
                  .join('')}`,
            ).join(', ')}`,
          ],
      ),
    ),
  )
})

test('four calls in a row, with and without credentials, whose answers are kept for different times', () => {
  const calls: readonly [name: string, request: object][] = [
    ['p', put],
    ['P', { ...put, credentials: 'include' }],
    ['h', { headers: { 'x-a': '1' } }],
    ['H', { headers: { 'x-a': '1' }, credentials: 'include' }],
  ]
  const granted = { 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-a' }
  const asked = (engine: Engine, row: typeof calls, age: (at: number) => number) => {
    const cache = new PreflightCache()
    return row
      .map(([name, request], at) => {
        const server: Server = (exchange) =>
          allowing(exchange.kind === 'preflight' ? { ...granted, 'access-control-max-age': String(age(at)) } : {})(
            exchange,
          )
        const { exchanges } = call(request, server, { engine, cache, now: at * 3_000 })
        return `${name}${exchanges[0]?.kind === 'preflight' ? '?' : ''}`
      })
      .join(' ')
  }
  const rows = product(product(calls, calls), product(calls, calls)).map(([one, other]) => [...one, ...other])
  expectTable(
    'remembered-rows',
    rows.map(
      (row): Row =>
        () => {
          const told = ENGINES.map((engine) =>
            [0, 1].map((odd) => asked(engine, row, (at) => (at % 2 === odd ? 5 : 600))).join(', '),
          )
          return [...new Set(told)].map((each) => `${ENGINES.filter((_, at) => told[at] === each).join(' ')}: ${each}`)
        },
    ),
  )
})

test('without a clock, the time of a call is 0', () => {
  const cache = new PreflightCache()
  const server = allowing({ 'access-control-max-age': '5' })
  call(put, server, { cache })
  const asks = [4_999, 5_000].map((now) => call(put, server, { cache, now }).exchanges[0]?.kind === 'preflight')
  expect(asks).toEqual([false, true])
})
