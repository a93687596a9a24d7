import { expect, test } from 'vitest'
import { percentDecoded } from './percent-encoded.ts'

test.each([
  ['a+b+c+d', 'a+b+c+d'],
  ['a%20b%20c', 'a%20b%20c'],
  ['a%20b%20c%20d', 'a b c d'],
  ['a+b+c+d%3a', 'a b c d:'],
  ['a+b+c+d%3A', 'a b c d:'],
  ['a+b+c%3a', 'a+b+c%3a'],
  ['a+b+c+d%27', 'a+b+c+d%27'],
  ['a%20 b+c+d+e%27', "a%20 b c d e'"],
  ['a%20 b+c+d+e%28', 'a%20 b+c+d+e%28'],
  ['a+b%20c+d', 'a b c d'],
  ['x%20 a+b+c+d', 'x%20 a+b+c+d'],
  ['a+b+c+d%3a%e2%80%99%E2%80%9D', 'a b c d:’”'],
  ['a+b+c+d%3a x%e2%80y', 'a b c d: x%e2%80y'],
  ['a+b+c+d%e2%80%3a', 'a b c d%e2%80%3a'],
  ['a+b+c+d%zz%3a%2', 'a b c d%zz:%2'],
  ['a+b+c+d%2B%3A', 'a b c d+:'],
  ['a+b+c+d%3a\nx+y+z+0%3a x', 'a b c d:\nx y z 0: x'],
  ['%20%20%20a', '   a'],
  ['+++%3a', '   :'],
  ['https://x.test/?q=a%20b', 'https://x.test/?q=a%20b'],
  ['', ''],
])('%j is read as %j', (pasted, text) => {
  const decoded = percentDecoded(pasted)
  expect(decoded.text).toBe(text)
  // What stands for itself is found at its own place; the end is the end.
  expect(decoded.placeOf(text.length)).toBe(pasted.length)
  for (const [place, sign] of [...text].entries()) {
    const there = decoded.placeOf(place)
    expect(there).toBeGreaterThanOrEqual(place)
    if (/[a-z]/.test(sign)) expect(pasted[there]).toBe(sign)
  }
})
