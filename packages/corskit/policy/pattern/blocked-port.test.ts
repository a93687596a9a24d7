import { expect, test } from 'vitest'
import { hasBadPort } from '../../browser/checks/bad-port.ts'
import { checkOptions } from '../checks/check-options.ts'

const isBlocked = (origin: unknown) =>
  checkOptions({ origin }).warnings.some(({ code }) => code === 'origin-port-blocked')

test('each port that the fetch algorithms block is a warning, and no other port is', () => {
  for (let port = 1; port <= 65_535; port++) {
    const blocked = hasBadPort(new URL(`https://app.example.com:${port}`))
    if (port !== 443 && isBlocked([`https://app.example.com:${port}`]) !== blocked) expect(port).toBe(blocked)
  }
})

test.each<[unknown, boolean]>([
  ['http://localhost:6000', true],
  ['https://*.example.com:10080', true],
  [['https://a.example.com', 'http://localhost:6667'], true],
  ['http://localhost:*', false],
  ['http://[::1]', false],
  ['app://x:6000', false],
  ['http://localhost:6001', false],
])('%j: %s', (origin, blocked) => {
  expect(isBlocked(origin)).toBe(blocked)
})
