import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import type { LabRequest } from '../lab.ts'
import { fromFragment, headersOf, headerText, toFragment, USUAL } from './fragment.ts'

const PAGE = 'http://127.0.0.1:4680'
const request: LabRequest = { url: 'http://127.0.0.1:4681/no-headers', origin: PAGE, headers: [], ...USUAL }

test('defaults are left out', () => {
  expect(toFragment(request, PAGE)).toBe('#url=http%3A%2F%2F127.0.0.1%3A4681%2Fno-headers')
})

test('a fragment without a URL holds no request', () => {
  expect(fromFragment('', PAGE)).toBeNull()
  expect(fromFragment('#method=PUT', PAGE)).toBeNull()
})

test('every request comes back as it was', () => {
  const header = fc.tuple(fc.stringMatching(/^[a-z-]{1,12}$/), fc.stringMatching(/^[!-~]{0,12}$/))
  const requests = fc.record({
    url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
    origin: fc.constantFrom(PAGE, 'https://app.example.com', 'null'),
    method: fc.constantFrom('GET', 'PUT', 'patch'),
    credentials: fc.constantFrom('same-origin', 'include'),
    mode: fc.constantFrom('cors', 'no-cors'),
    engine: fc.constantFrom('standard', 'webkit'),
    body: fc.string(),
    headers: fc.array(header, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(requests, (made) => {
      expect(fromFragment(toFragment(made, PAGE), PAGE)).toEqual(made)
    }),
    RUNS,
  )
})

test('headers are one a line', () => {
  const headers = headersOf('X-A: 1\n\n  X-B:2:3 \nX-C')
  expect(headers).toEqual([
    ['X-A', '1'],
    ['X-B', '2:3'],
    ['X-C', ''],
  ])
  expect(headerText(headers)).toBe('X-A: 1\nX-B: 2:3\nX-C: ')
})
