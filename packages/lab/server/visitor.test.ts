import { expect, test } from 'vitest'
import { isLocalhost, isOwnHost, isOwnPage } from './visitor.ts'

const PAGE = 'http://127.0.0.1:4680'
const own = {
  host: '127.0.0.1:4680',
  origin: PAGE,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
}

test('the page itself may ask', () => {
  expect(isOwnPage(own, PAGE)).toBe(true)
})

test('a browser without fetch metadata may ask too', () => {
  const { 'sec-fetch-site': _, ...older } = own
  expect(isOwnPage(older, PAGE)).toBe(true)
})

test.each([
  ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a page on another port', { origin: 'http://127.0.0.1:4681', 'sec-fetch-site': 'same-site' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a name that was bound to loopback', { host: 'rebound.example:4680', origin: 'http://rebound.example:4680' }],
  ['a form', { 'content-type': 'text/plain' }],
  ['a link', { 'sec-fetch-site': 'none' }],
])('%s may not', (_, headers) => {
  expect(isOwnPage({ ...own, ...headers }, PAGE)).toBe(false)
})

test('a request without Origin may not', () => {
  const { origin: _, ...silent } = own
  expect(isOwnPage(silent, PAGE)).toBe(false)
})

test('only the numbers are the own host; localhost is told apart from the rest', () => {
  expect(isOwnHost({ host: '127.0.0.1:4680' }, PAGE)).toBe(true)
  expect(isOwnHost({ host: 'localhost:4680' }, PAGE)).toBe(false)
  expect(isLocalhost({ host: 'localhost:4680' }, PAGE)).toBe(true)
  expect(isLocalhost({ host: 'localhost.evil.example:4680' }, PAGE)).toBe(false)
})
