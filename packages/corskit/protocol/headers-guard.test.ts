import { expect, test } from 'vitest'
import type { Header } from './header-list.ts'
import { appendGuarded, deleteGuarded, setGuarded } from './headers-guard.ts'

test('a request drops forbidden headers without a word', () => {
  const list: Header[] = []
  expect(appendGuarded(list, 'request', 'cookie', 'a=b')).toBe(false)
  expect(appendGuarded(list, 'request', 'x-a', '1')).toBe(true)
  expect(list).toEqual([['x-a', '1']])
})

test('a no-cors request keeps only what is safelisted, judged with what is there already', () => {
  const list: Header[] = []
  expect(appendGuarded(list, 'request-no-cors', 'x-a', '1')).toBe(false)
  expect(appendGuarded(list, 'request-no-cors', 'content-type', 'text/plain')).toBe(true)
  expect(appendGuarded(list, 'request-no-cors', 'content-type', 'text/plain')).toBe(false)
  expect(appendGuarded(list, 'request-no-cors', 'accept', 'a'.repeat(100))).toBe(true)
  expect(appendGuarded(list, 'request-no-cors', 'accept', 'a'.repeat(100))).toBe(false)
  expect(list.map(([name]) => name)).toEqual(['content-type', 'accept'])
})

test('touching a no-cors request takes its Range away', () => {
  const list: Header[] = [['range', 'bytes=0-1']]
  setGuarded(list, 'request-no-cors', 'accept', 'x')
  expect(list).toEqual([['accept', 'x']])
  expect(deleteGuarded([['x-a', '1']], 'request-no-cors', 'x-a')).toBe(false)
})

test('a response hides Set-Cookie, and an immutable list changes in no way', () => {
  expect(appendGuarded([], 'response', 'set-cookie', 'a=b')).toBe(false)
  expect(appendGuarded([], 'immutable', 'x-a', '1')).toBe(false)
  expect(setGuarded([], 'immutable', 'x-a', '1')).toBe(false)
  expect(deleteGuarded([['x-a', '1']], 'immutable', 'x-a')).toBe(false)
})

test('setting replaces every line in the place of the first', () => {
  const list: Header[] = [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
  ]
  setGuarded(list, 'none', 'a', 'x')
  expect(list).toEqual([
    ['a', 'x'],
    ['b', '2'],
  ])
})
