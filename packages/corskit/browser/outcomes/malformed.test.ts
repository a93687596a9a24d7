import { test } from 'vitest'
import { type SimulateOptions, simulateFetchSync } from '../simulate.ts'
import { API, allowing, call, expectTable, PAGE, product, row } from '../testing/outcome-table.ts'
import { inEachEngine } from '../testing/outcome-text.ts'
import type { ExchangeResponse } from '../words/exchange.ts'

test('input that is not a call', () => {
  const wrong: readonly unknown[] = [null, 0, true, 'x', [], {}, () => 0, Symbol('s'), 1n, undefined]
  const fields = [
    'origin',
    'url',
    'method',
    'headers',
    'credentials',
    'mode',
    'redirect',
    'referrerPolicy',
    'body',
    'cache',
    'referrer',
    'initiator',
    'useCorsPreflight',
    'targetAddressSpace',
    'pageUrl',
  ]
  const texts = [
    '',
    'x',
    'CORS',
    'navigate',
    'include',
    'null',
    'https://',
    'https://app.example.com/',
    'https://APP.example.com',
    'https://app.example.com:443',
    'https://a b',
    'app.example.com',
    'data:',
    'null ',
    '*',
  ]
  const kinds = (value: unknown) => `${typeof value} ${Array.isArray(value) ? '[]' : String(value)}`
  expectTable('malformed-calls', [
    ...product(fields, wrong).map(([field, value]) => row(`${field} ${kinds(value)}`, { [field]: value })),
    ...product(fields, texts).map(([field, value]) => row(`${field} ${JSON.stringify(value)}`, { [field]: value })),
    ...wrong.map((value) => row(`answer ${kinds(value)}`, {}, () => value as ExchangeResponse)),
    ...wrong.map((value) => row(`status ${kinds(value)}`, {}, () => ({ status: value }) as ExchangeResponse)),
    ...[-1, 0, 99, 100, 999, 1000, 200.5, Number.NaN].map((status) => row(`status ${status}`, {}, () => ({ status }))),
    ...wrong.map((value) =>
      row(`networkError ${kinds(value)}`, {}, () => ({ networkError: value }) as ExchangeResponse),
    ),
    ...wrong.map((value) =>
      row(`answer headers ${kinds(value)}`, {}, () => ({ status: 200, headers: value }) as ExchangeResponse),
    ),
    ...product(['cache', 'network', 'now', 'engine'], wrong).map(
      ([field, value]) =>
        () =>
          inEachEngine(`option ${field} ${kinds(value)}`, () => [
            call({}, allowing(), { [field]: value } as SimulateOptions),
          ]),
    ),
    ...wrong.map((page) =>
      row(`network.page ${kinds(page)}`, {}, allowing(), { network: { page, target: () => null } as never }),
    ),
    ...wrong.map((target) =>
      row(`network.target ${kinds(target)}`, {}, allowing(), { network: { page: 'public', target } as never }),
    ),
    row('a URL that is a URL', { url: new URL(API) }),
    ...['granted', 'denied', 'prompt', 'Granted', '', ...wrong].map((permission) =>
      row(`network.permission ${kinds(permission)}`, { url: 'http://192.168.0.1/' }, allowing(), {
        network: { page: 'public', target: () => 'local', permission } as never,
      }),
    ),
    ...wrong.map(
      (value) => () => inEachEngine(`request ${kinds(value)}`, () => [simulateFetchSync(value as never, allowing())]),
    ),
    ...wrong.map(
      (value) => () =>
        inEachEngine(`options ${kinds(value)}`, () => [
          simulateFetchSync({ origin: PAGE, url: API }, allowing(), value as never),
        ]),
    ),
  ])
})
