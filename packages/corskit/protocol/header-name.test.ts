import { expect, test } from 'vitest'
import { decodeAndSplit, getHeader } from './header-list.ts'
import { isForbiddenRequestHeader, isHeaderName, isHeaderValue } from './header-name.ts'

test.each([
  ['cookie', 'a=b', true],
  ['origin', 'x', true],
  ['proxy-anything', 'x', true],
  ['sec-anything', 'x', true],
  ['set-cookie', 'x', true],
  ['user-agent', 'x', false],
  ['access-control-request-private-network', 'true', false],
  ['x-http-method-override', 'TRACE', true],
  ['x-http-method-override', 'get, connect', true],
  ['x-http-method-override', '"TRACE"', false],
  ['x-method-override', 'PUT', false],
  ['x-a', 'TRACE', false],
])('%s: %s is forbidden to script: %s', (name, value, forbidden) => {
  expect(isForbiddenRequestHeader(name, value)).toBe(forbidden)
})

test.each([
  ['x-a', true],
  ['x_a!', true],
  ['', false],
  ['x a', false],
  ['x\na', false],
  ['x:a', false],
  ['é', false],
])('%j is a header name: %s', (name, valid) => {
  expect(isHeaderName(name)).toBe(valid)
})

test.each([
  ['x', true],
  ['', true],
  ['a b', true],
  [' x', false],
  ['x\t', false],
  ['a\r\nb: c', false],
  ['a\0b', false],
])('%j is a header value: %s', (value, valid) => {
  expect(isHeaderValue(value)).toBe(valid)
})

test.each([
  ['a, b', ['a', 'b']],
  ['a,,b', ['a', '', 'b']],
  ['"a, b", c', ['"a, b"', 'c']],
  ['"a\\", b", c', ['"a\\", b"', 'c']],
  ['"unclosed, x', ['"unclosed, x']],
  ['', ['']],
])('%j splits into %j, and not inside quotes', (value, pieces) => {
  expect(decodeAndSplit(value)).toEqual(pieces)
})

test('getting a header joins its lines with a comma and a space', () => {
  expect(
    getHeader(
      [
        ['a', '1'],
        ['b', 'x'],
        ['a', '2'],
      ],
      'a',
    ),
  ).toBe('1, 2')
  expect(getHeader([], 'a')).toBeNull()
})
