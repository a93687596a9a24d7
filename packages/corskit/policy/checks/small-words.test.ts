/** Words of single issues that no table has. */
import { METHODS } from 'node:http'
import { expect, test } from 'vitest'
import { definePolicy } from '../define.ts'
import { type Fault, report } from '../fault.ts'
import { hostAsScheme } from '../origins/host-as-scheme.ts'
import { checkOptions } from './check-options.ts'
import { PolicyError } from './issue.ts'

function errorOf(options: unknown): PolicyError {
  try {
    definePolicy(options as Parameters<typeof definePolicy>[0])
  } catch (error) {
    if (error instanceof PolicyError) return error
  }
  return expect.unreachable('it is accepted') as never
}

test('what is wrong with all of the options has a path, too', () => {
  expect(errorOf(5).message).toContain('\n  (options): ')
  expect(errorOf({ origin: [] }).message).toContain('\n  origin: ')
})

test.each(['https://*.amazonaws.com', 'https://*.amazonaws.com:*', 'https://*.amazonaws.com:8443'])(
  '%s allows names that anyone can have: the example is an origin',
  (origin) => {
    const [issue] = checkOptions({ origin }).issues
    const [, example = ''] = /and (\S+) would be allowed/.exec(issue?.message ?? '') ?? []
    expect(new URL(example).origin).toBe(example)
    expect(example.endsWith(':8443')).toBe(origin.endsWith(':8443'))
  },
)

test.each([
  ['a.comhttps', 'a.com'],
  ['a.com.https', 'a.com'],
  ['a.comhttp', 'a.com'],
  ['x+a.comhttps', null],
  ['a+a.com', null],
  ['https', null],
  ['com.example.app', null],
  ['com.example.com', 'com.example.com'],
  ['com.example.unicom', null],
])('the scheme %s stands where the host %j belongs', (scheme, host) => expect(hostAsScheme(scheme)).toBe(host))

test.each(['" \'https://a.com\' "', '\'"https://a.com"\'', '" \' ` https://a.com ` \' "'])(
  '%s is an origin in quotes in quotes',
  (origin) => {
    const [issue] = checkOptions({ origin }).issues
    expect(issue?.fix).toBe("'https://a.com'")
  },
)

test('a reporter that fails later is not another fault', () => {
  const fault: Fault = { code: 'policy-threw', origin: null, cause: null }
  let waits = 0
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: it plays a promise
    then(resolved: unknown, rejected: unknown) {
      expect([resolved, typeof rejected]).toEqual([undefined, 'function'])
      waits++
    },
  }
  report(() => thenable, fault)
  expect(waits).toBe(1)
})

test.each([
  ['^https:\\/\\/$a', ['regexp-not-anchored', 'regexp-too-complex']],
  ['$a$', ['regexp-not-anchored', 'regexp-too-complex']],
  ['^a^', ['regexp-not-anchored', 'regexp-too-complex']],
])('an assertion that can never hold is refused: %s', (source, codes) => {
  expect(checkOptions({ origin: new RegExp(source) }).issues.map(({ code }) => code)).toEqual(codes)
})

test('letters of other languages are told apart under the flag v, too', () => {
  // Not a literal: the target of the types does not know the flag.
  const flags: string = 'v'
  const twice = new RegExp('^https:\\/\\/(?:[é]|[é])+\\.example\\.com$', flags)
  expect(checkOptions({ origin: twice }).issues.map(({ code }) => code)).toEqual(['regexp-backtracks'])
})

test.each([
  ['example.com:80', "'http://example.com'"],
  ['example.com:443', "'https://example.com'"],
  ['localhost:443', "'https://localhost'"],
  ['localhost:80', "'http://localhost'"],
  ['localhost:3000', "'http://localhost:3000'"],
  ['example.com:8080', "'https://example.com:8080'"],
])('%s is given the scheme of its port: %s', (origin, fix) => {
  expect(checkOptions({ origin }).issues.map((issue) => issue.fix)).toEqual([fix])
})

test('each method that a server of Node takes is told when it is in lower case', () => {
  // No page sends these two; and of the others browsers themselves put some into upper case.
  const names = METHODS.filter((name) => !/^(?:CONNECT|TRACE)$/.test(name)).map((name) => name.toLowerCase())
  const { issues, warnings } = checkOptions({ origin: 'https://a.com', methods: names })
  const told = [...issues, ...warnings].filter(({ code }) => code === 'method-lower-case').map(({ value }) => value)
  expect(told.sort()).toEqual(names.sort())
})
