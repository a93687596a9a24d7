import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { hasBadPort } from '../../browser/checks/bad-port.ts'
import { BAD_PORTS } from '../../protocol/origin.ts'
import { checkOptions } from '../checks/check-options.ts'

const isBlocked = (origin: unknown) =>
  checkOptions({ origin }).warnings.some(({ code }) => code === 'origin-port-blocked')

test('each port that the fetch algorithms block is a warning, and no other port is', () => {
  for (let port = 1; port <= 65_535; port++) {
    const blocked = hasBadPort(new URL(`https://app.example.com:${port}`))
    if (port !== 443 && isBlocked([`https://app.example.com:${port}`]) !== blocked) expect(port).toBe(blocked)
  }
})

test('a pattern and the RegExp that means the same have the same warning', () => {
  fc.assert(
    fc.property(fc.constantFrom(...BAD_PORTS, '3000', '8080', '65535'), (port) => {
      expect(isBlocked(new RegExp(`^https://app\\.example\\.com:${port}$`))).toBe(
        isBlocked(`https://app.example.com:${port}`),
      )
    }),
    runs(150),
  )
})

test.each<[unknown, boolean]>([
  ['http://localhost:6000', true],
  ['https://*.example.com:10080', true],
  [['https://a.example.com', 'http://localhost:6667'], true],
  ['http://localhost:*', false],
  ['http://[::1]', false],
  ['app://x:6000', false],
  ['http://localhost:6001', false],
  [/^http:\/\/localhost:6000$/, true],
  [[/^https:\/\/a\.com$/, /^https:\/\/[a-z]+\.example\.com:(?:8080|6000)$/], true],
  [/^https:\/\/[a-z]+\.example\.com(?::66[67]9)?$/, true],
  [/^https:\/\/[a-z]+\.example\.com(?::\d+)?$/, false],
  [/^http:\/\/localhost:6\d{3}$/, false],
  [/^http:\/\/\[::1\]$/, false],
  [/^http:\/\/\[::22\]:8080$/, false],
  [/^app:\/\/x:6000$/, false],
  [/^http:\/\/localhost:600[1-9]$/, false],
  [/^http:\/\/localhost:(?:6000|[3-5]\d{3})$/, false],
  [/^http:\/\/localhost:(?:22|6000|8(?:1|2)(?:1|2))$/, true],
])('%o: %s', (origin, blocked) => {
  expect(isBlocked(origin)).toBe(blocked)
})
