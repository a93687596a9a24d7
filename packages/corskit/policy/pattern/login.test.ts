import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { checkOptions } from '../checks/check-options.ts'

const SCHEMES = ['https://', 'http://', '', '//', 'HTTPS://', 'https:/', 'https:', 'ftp://', 'myapp://']
const HOSTS = ['a.com', '*.a.com', 'localhost:*', 'a.com/x', 'a.com:80', '', 'A.com', '*']
const piece = fc.oneof(
  fc.constantFrom(...'!#$%&()*+,-./:;<=>?@[]^_{|}~\\\'" '),
  fc.string({ unit: fc.constantFrom(...'jkqvwzXYZ0123456789'), minLength: 1, maxLength: 7 }),
)
const password = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''))

const told = (origin: string) =>
  checkOptions({ origin })
    .issues.map(({ message, fix }) => `${message}\n${fix}`)
    .join('\n')

test('no message and no fix repeats four characters of a password', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SCHEMES),
      fc.constantFrom('us', 'admin', ''),
      password,
      fc.constantFrom(...HOSTS),
      (scheme, user, secret, host) => {
        const text = told(`${scheme}${user}:${secret}@${host}`)
        const harmless = told(`${scheme}${host}`) + told(`${scheme}u:p@${host}`)
        const parts = Array.from({ length: Math.max(secret.length - 3, 0) }, (_, at) => secret.slice(at, at + 4))
        expect(parts.filter((part) => /\w/.test(part) && text.includes(part) && !harmless.includes(part))).toEqual([])
      },
    ),
    RUNS,
  )
})

test.each([
  ['https://ada:pass@a.com', "'https://a.com'"],
  ['https://ada:pass/word@a.com', "name the origin that you mean, like 'https://app.example.com'"],
  ['https://ada:1234/word@a.com', "name the origin that you mean, like 'https://app.example.com'"],
  ['ada:pass@a.com', "'https://a.com'"],
  ['https://a.com:8443/@vite/client', "'https://a.com:8443'"],
  ['http://localhost:3000/@vite/client', "'http://localhost:3000'"],
])('%s', (origin, fix) => {
  expect(checkOptions({ origin }).issues[0]?.fix).toBe(fix)
})
