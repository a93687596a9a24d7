/** A value of the wrong type is told together with what its fix brings about. */
import { describe, expect, test } from 'vitest'
import { policyFromEnv } from '../environment/from-env.ts'
import { checkOptions } from './check-options.ts'
import { PolicyError } from './issue.ts'

const codesOf = (options: object) => checkOptions(options).issues.map(({ code }) => code)

describe.each(['true', 1, 'yes', 'on', ' 1 ', 'TRUE'])('credentials: %j', (credentials) => {
  test.each([
    [{ origin: '*' }, 'origin-any-with-credentials'],
    [{ origin: 'http://app.example.com' }, 'origin-insecure-with-credentials'],
    [{ origin: 'https://app.example.com', exposedHeaders: '*' }, 'header-any-with-credentials'],
    [{ origin: /^http:\/\/app\.example\.com$/ }, 'origin-insecure-with-credentials'],
  ])('beside %o', (options, code) => {
    expect(codesOf({ ...options, credentials })).toEqual(['option-wrong-type', code])
    expect(codesOf({ ...options, credentials: true })).toEqual([code])
  })
})

test('what its fix makes false brings about nothing', () => {
  for (const credentials of ['false', 0, 'no', 'maybe', '', null, {}])
    expect(codesOf({ origin: '*', credentials })).toEqual(['option-wrong-type'])
})

test('a switch that its fix makes true is taken for true', () => {
  const options = { origin: 'http://a.example.com', credentials: true, dangerouslyAllowInsecureOrigins: 'true' }
  expect(codesOf(options)).toEqual(['option-wrong-type'])
})

test.each([
  ['yes', ['env-not-a-boolean', 'origin-any-with-credentials']],
  ['no', ['env-not-a-boolean']],
  ['x', ['env-not-a-boolean']],
])('CORS_CREDENTIALS=%s', (text, codes) => {
  try {
    policyFromEnv({ CORS_ORIGIN: '*', CORS_CREDENTIALS: text })
    expect.unreachable()
  } catch (error) {
    expect((error as PolicyError).issues.map(({ code }) => code)).toEqual(codes)
    expect(error).toBeInstanceOf(PolicyError)
  }
})
