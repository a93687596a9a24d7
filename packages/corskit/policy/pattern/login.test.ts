import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { checkOptions } from '../checks/check-options.ts'
import { loginIn } from './login.ts'

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

const fixOf = (origin: string) => checkOptions({ origin }).issues.map(({ code, fix }) => [code, fix])

test.each(['https://user@app.example.com', 'https://user:secret@app.example.com', 'https://@app.example.com'])(
  'what %s is without a user is offered',
  (origin) => expect(fixOf(origin)).toEqual([['origin-userinfo', "'https://app.example.com'"]]),
)

test.each(['https://u:a/b@app.example.com', 'https://u:a?b@app.example.com', 'https://u:a#b@app.example.com'])(
  'where a password has signs of a URL, as in %s, nothing is offered',
  (origin) => {
    expect(fixOf(origin)).toEqual([
      ['origin-userinfo', "name the origin that you mean, like 'https://app.example.com'"],
    ])
  },
)

test.each<[string, ReturnType<typeof loginIn>]>([
  ['https://user@a.com', null],
  ['https://user@a.com:8080', null],
  ['//user@a.com', null],
  ['https:user@a.com', null],
  ['https://a.com:8080/@x', null],
  ['https://[::1]:80/@x', null],
  ['https://u:p@a.com', { without: 'https://a.com', isUnclear: false }],
  ['u:p@a.com', { without: 'a.com', isUnclear: false }],
  ['//u:p@a.com', { without: '//a.com', isUnclear: false }],
  ['https://u:p@x@a.com', { without: 'https://a.com', isUnclear: false }],
  ['https://u:p/x@a.com', { without: 'https://a.com', isUnclear: true }],
])('the login of %s', (value, login) => {
  expect(loginIn(value)).toEqual(login)
})

test.each([
  ['https://[::1]/x:y@b', null],
  ['https://[::1]?x:y@b', null],
  ['https://[::1]x:y@b', { without: 'https://b', isUnclear: false }],
  ['https://[a:b]@c', null],
])('behind an address, %s', (text, login) => expect(loginIn(text)).toEqual(login))
