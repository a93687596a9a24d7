/** Every step, reason and console line of requests with integrity metadata. */
import { createHash } from 'node:crypto'
import { test } from 'vitest'
import { allowing, answering, expectTable, PAGE, product, row } from '../testing/outcome-table.ts'
import type { RequestInput } from '../words/request-input.ts'

const of = (text: string, algorithm: string) => `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`

const METADATA = [
  '',
  '  ',
  'nonsense',
  'md5-x',
  '-',
  of('', 'sha256'),
  of('x', 'sha256'),
  of('', 'sha384'),
  of('x', 'sha512'),
  `${of('x', 'sha256')} ${of('', 'sha512')}?ct=text/plain`,
]

const CALLS: readonly (readonly [Partial<RequestInput>, status: number])[] = [
  ...[199, 200, 203, 204, 205, 206, 303, 304, 305].map((status) => [{}, status] as const),
  [{ method: 'HEAD' }, 200],
  [{ mode: 'no-cors' }, 200],
  [{ mode: 'no-cors' }, 204],
  [{ url: `${PAGE}/own`, mode: 'no-cors' }, 204],
  [{ url: `${PAGE}/own`, mode: 'same-origin', method: 'HEAD' }, 200],
  [{ redirect: 'manual' }, 302],
  [{ redirect: 'manual', url: `${PAGE}/own`, mode: 'same-origin' }, 308],
  [{ initiator: 'xmlhttprequest' }, 204],
]

test('each kind of metadata with each kind of answer', () =>
  expectTable(
    'integrity',
    product(METADATA, CALLS).map(([integrity, [request, status]]) => {
      const headers = status >= 300 && status !== 304 ? { location: '/next' } : {}
      return row(
        `${JSON.stringify(integrity)} ${JSON.stringify(request)} ${status}`,
        { ...request, integrity },
        (asked) => (asked.url.endsWith('/next') ? allowing() : allowing(headers, status))(asked),
      )
    }),
  ))

test('what CORS refuses is refused before', () =>
  expectTable('integrity-after-cors', [
    row('no header', { integrity: of('x', 'sha256') }, answering()),
    row(
      'a wildcard with credentials',
      { integrity: of('x', 'sha256'), credentials: 'include' },
      answering({ 'access-control-allow-origin': '*' }),
    ),
    row('a redirect to another site', { integrity: of('x', 'sha256'), mode: 'no-cors' }, (asked) =>
      asked.url.endsWith('/a')
        ? { status: 302, headers: [['location', 'https://other.test/']] }
        : { status: 204, headers: [] },
    ),
  ]))
