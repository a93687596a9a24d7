import { test } from 'vitest'
import { allowing, expectTable, PAGE, product, row } from '../testing/outcome-table.ts'
import { ELEMENT_INITIATORS } from '../words/initiator.ts'
import type { RequestInput } from '../words/request-input.ts'

const PAGES: readonly [string, Partial<RequestInput>][] = [
  ['page', {}],
  ['opaque page', { origin: 'null', pageUrl: `${PAGE}/frame.html` }],
]
const SETTINGS: readonly Partial<RequestInput>[] = [{}, { mode: 'cors' }, { mode: 'cors', credentials: 'include' }]

test('elements, with every crossorigin', () =>
  expectTable(
    'elements',
    product(product(PAGES, ELEMENT_INITIATORS), SETTINGS).flatMap(([[[title, page], initiator], settings]) => {
      const name = `${title}, ${initiator} ${JSON.stringify(settings)}`
      const request = { ...page, ...settings, initiator }
      return [
        row(name, request),
        row(`${name}, own`, { ...request, url: `${PAGE}/a` }),
        row(`${name}, silent`, request, () => ({ status: 200 })),
        row(`${name}, resource policy`, request, allowing({ 'cross-origin-resource-policy': 'same-origin' })),
        row(`${name}, http`, { ...request, url: 'http://api.example.com/a' }),
        row(`${name}, http to an address`, { ...request, url: 'http://192.0.2.1/a' }),
        row(`${name}, http to localhost`, { ...request, url: 'http://localhost/a' }),
        row(`${name}, no answer`, request, () => ({ networkError: 'refused' })),
      ]
    }),
  ))

/** What is told of a value depends on who asked. */
test('values that do not allow, told to each initiator', () =>
  expectTable(
    'values-refused',
    product(['fetch', 'xmlhttprequest', ...ELEMENT_INITIATORS] as const, [
      { 'access-control-allow-origin': 'https://other.example' },
      { 'access-control-allow-origin': 'x' },
      { 'access-control-allow-origin': `${PAGE}, *` },
      { 'access-control-allow-origin': '*' },
      { 'access-control-allow-credentials': 'yes' },
    ]).map(([initiator, headers]) =>
      row(
        `${initiator} ${JSON.stringify(headers)}`,
        { initiator, mode: 'cors', credentials: 'include' },
        allowing(headers),
      ),
    ),
  ))

test('what elements cannot ask for', () =>
  expectTable(
    'element-settings',
    product(ELEMENT_INITIATORS, [
      { method: 'GET' },
      { method: 'POST' },
      { method: 'PUT' },
      { mode: 'same-origin' },
      { mode: 'x' },
      { redirect: 'follow' },
      { redirect: 'error' },
      { cache: 'default' },
      { cache: 'no-store' },
      { body: 'x' },
      { body: new Blob(['{}'], { type: 'application/json' }) },
      { body: new Uint8Array(1) },
      { headers: {} },
      { headers: { 'x-a': '1' } },
      { integrity: '' },
      { credentials: 'omit' },
      { credentials: 'same-origin' },
      { mode: 'cors', credentials: 'omit' },
      { mode: 'no-cors', credentials: 'same-origin' },
      { referrerPolicy: 'no-referrer' },
      { referrer: '' },
      { useCorsPreflight: true },
    ]).map(([initiator, settings]) => row(`${initiator} ${JSON.stringify(settings)}`, { initiator, ...settings })),
  ))
