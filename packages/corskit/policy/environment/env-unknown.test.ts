import { expect, test } from 'vitest'
import type { PolicyError } from '../checks/issue.ts'
import { OPTION_NAMES } from '../options.ts'
import { policyFromEnv } from './from-env.ts'

function told(name: string, value = 'x'): string[] {
  try {
    policyFromEnv({ CORS_ORIGIN: 'https://a.com', [name]: value })
    return []
  } catch (error) {
    return (error as PolicyError).issues.map(({ code, path, message }) => `${code}@${path}: ${message}`)
  }
}

const variable = (option: string) => `CORS_${option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`

test('the variable of every option is read or refused, with and without underscores', () => {
  const names = OPTION_NAMES.flatMap((option) => [variable(option), variable(option.toLowerCase())])
  // No option takes this value.
  expect(names.filter((name) => told(name, 'é').length === 0)).toEqual([])
})

test.each(['CORS_TIMEOUT', 'CORS_TIMEOUTS', 'CORS_PREDICATE_TIMEOUT', 'CORS_TIMOUT'])('%s has no variable', (name) => {
  expect(told(name)).toEqual([`env-unknown@${name}: ${name} sets nothing: the option timeout has no variable`])
})

test.each([
  'CORS_LEGACY_PRIVATE_NETWORK_ACCESS',
  'CORS_PRIVATE_NETWORK_ACCESS',
  'CORS_ALLOW_PRIVATE_NETWORK',
  'CORS_LEGACY_PRIVAT_NETWORK_ACESS',
])('%s has no variable', (name) => {
  expect(told(name)).toEqual([
    `env-unknown@${name}: ${name} sets nothing: the option legacyPrivateNetworkAccess has no variable`,
  ])
})

test.each(['CORS_ON_FAULT', 'CORS_ONFAULT', 'CORS_ON_FAULTS'])('%s has no variable', (name) => {
  expect(told(name)).toEqual([`env-unknown@${name}: ${name} sets nothing: the option onFault has no variable`])
})

test.each(
  ['', 'ALLOW_', 'ALLOWED_', 'TRUSTED_'].flatMap((before) =>
    [
      'DOMAIN',
      'DOMAINS',
      'HOST',
      'HOSTS',
      'HOSTNAME',
      'URL',
      'URLS',
      'REGEX',
      'REGEXES',
      'REGEXP',
      'PATTERNS',
      'SITES',
    ].map((word) => `CORS_${before}${word}`),
  ),
)('%s means the origins', (name) => {
  expect(told(name)).toEqual([`env-unknown@${name}: ${name} sets nothing; the nearest variable is CORS_ORIGIN`])
})

test.each([
  ...['BLACKLIST', 'BLOCKLIST', 'DENYLIST', 'DENY', 'DENIED', 'EXCLUDE', 'DISALLOWED', 'BLOCKED'].map(
    (word) => `CORS_ORIGIN_${word}`,
  ),
  ...['CORS_NOT_ORIGIN', 'CORS_NO_ORIGIN', 'CORS_METHODS_BLACKLIST', 'CORS_METHODS_DENIED', 'CORS_DISALLOWED_HEADERS'],
  ...[
    'CORS_NOT_ALLOWED_HEADERS',
    'CORS_UNEXPOSED_HEADERS',
    'CORS_NO_CREDENTIALS',
    'CORS_DANGEROUSLY_DISALLOW_LOOPBACK',
  ],
])('%s refuses something: the variable that allows it is no fix', (name) => {
  try {
    policyFromEnv({ CORS_ORIGIN: 'https://a.com', [name]: 'true' })
  } catch (error) {
    return expect((error as PolicyError).issues.map(({ fix }) => fix)).toEqual([`remove ${name}`])
  }
  // What nobody would take for a variable of ours is ignored.
  expect(name).toBe('')
})

test.each([
  ['CORS_ALLOWLIST', 'CORS_ORIGIN'],
  ['CORS_ORIGIN_URLS', 'CORS_ORIGIN'],
  ['CORS_ORIGIN_PROD', 'CORS_ORIGIN'],
  ['CORS_ORIGIN_STAGING', 'CORS_ORIGIN'],
  ['CORS_MAX_AGE_DEV', 'CORS_MAX_AGE'],
  ['CORS_VALID_ORIGINS', 'CORS_ORIGIN'],
  ['CORS_ALLOW_ANY_ORIGIN', 'CORS_ORIGIN'],
  ['CORS_ALLOW_ALL', 'CORS_ORIGIN'],
  ['CORS_DANGEROUSLY_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN'],
  ['CORS_WILDCARD', 'CORS_ORIGIN'],
  ['CORS_EXPOSE', 'CORS_EXPOSED_HEADERS'],
  ['CORS_NULL_ORIGIN', 'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN'],
  ['CORS_DANGEROUSLY_ALLOW_LOCAL', 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'],
  ['CORS_ORIGIN_LIST', 'CORS_ORIGIN'],
  ['CORS_ALLOW_ORIGIN_REGEX', 'CORS_ORIGIN'],
  ['CORS_HTTP_METHODS', 'CORS_METHODS'],
  ['CORS_REQUEST_HEADERS', 'CORS_ALLOWED_HEADERS'],
  ['CORS_RESPONSE_HEADERS', 'CORS_EXPOSED_HEADERS'],
  ['CORS_WITH_CREDENTIALS', 'CORS_CREDENTIALS'],
  ['CORS_MAX_AGE_SECONDS', 'CORS_MAX_AGE'],
  ['CORS_ACCESS_CONTROL_MAX_AGE', 'CORS_MAX_AGE'],
  ['CORS_VARY_HEADER', 'CORS_VARY'],
  ['CORS_DANGEROUSLY_ALLOW_NULL', 'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN'],
  ['CORS_ALLOW_NULL_ORIGIN', 'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN'],
  ['CORS_ALLOW_INSECURE_ORIGINS', 'CORS_DANGEROUSLY_ALLOW_INSECURE_ORIGINS'],
  ['CORS_DANGEROUSLY_ALLOW_LOCALHOST', 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'],
  ['CORS_ALLOW_LOOPBACK', 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'],
])('%s means %s', (name, meant) => {
  expect(told(name)).toEqual([`env-unknown@${name}: ${name} sets nothing; the nearest variable is ${meant}`])
})

test.each([
  ...['CORS_ENABLED', 'CORS_DISABLED', 'CORS_DEBUG', 'CORS_DEFAULT', 'CORS_PROXY', 'CORS_PROXY_URL', 'CORS_PROXY_HOST'],
  ...[
    'CORS_PORT',
    'CORS_MODE',
    'CORS_LOG_LEVEL',
    'CORS_CONFIG',
    'CORS_PATH',
    'CORS_PATHS',
    'CORS_ANYWHERE_URL',
    'CORS_API_URL',
  ],
  ...['CORS_LAYOUT', 'CORS_', 'CORS_X'],
])('%s may belong to other software, and is ignored', (name) => {
  expect(told(name)).toEqual([])
})
