import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { editDistance, nearestName, refuses, synonymOf } from './nearest-name.ts'

describe('the nearest name', () => {
  test.each([
    // Up to three edits, and up to half of the letters.
    ['abcdefghwxy', ['abcdefghijk'], 'abcdefghijk'],
    ['abcdefgwxyz', ['abcdefghijk'], null],
    ['abcdef', ['abcxyz'], 'abcxyz'],
    ['abcde', ['abxyz'], null],
    ['abcde', ['abcyz'], 'abcyz'],
    ['ab', ['ac'], 'ac'],
    ['ab', ['cd'], null],
    ['a', ['b'], null],
    // Of two that are as near, the first.
    ['maxAgo', ['maxAge', 'maxAgi'], 'maxAge'],
    ['maxAgo', ['maxAgi', 'maxAge'], 'maxAgi'],
    ['abcdefghij', ['abcdefghxyz', 'abcdefghxy', 'abcdefghix'], 'abcdefghix'],
    ['abcdefghij', ['abcdefghijklm'], 'abcdefghijklm'],
    ['abcdefghij', ['abcdefghijklmn'], null],
    ['abcdefghijklm', ['abcdefghij'], 'abcdefghij'],
    ['ABCDEF', ['abcdefg'], 'abcdefg'],
    ['a-b_c-d_e', ['abcde'], 'abcde'],
    ['x', [], null],
  ])('of %s among %j is %j', (name, known, nearest) => expect(nearestName(name, known)).toBe(nearest))
})

describe('a name of another library', () => {
  const known = ['origin', 'methods', 'allowedHeaders', 'exposedHeaders', 'credentials', 'maxAge', 'timeout']

  test.each([
    ['Access-Control-Allow-Origin', 'origin'],
    ['access_control_allow_methods', 'methods'],
    ['allow_origins', 'origin'],
    ['allowOriginRegex', 'origin'],
    ['allowed_origin_regexes', 'origin'],
    ['whitelist', 'origin'],
    ['headers', 'allowedHeaders'],
    ['supportsCredentials', 'credentials'],
    ['preflightMaxAge', 'maxAge'],
    ['predicateTimeout', 'timeout'],
    ['constructor', null],
    ['toString', null],
    ['__proto__', null],
  ])('%s: %j', (name, meant) => expect(nearestName(name, known)).toBe(meant))

  const MEANT: Readonly<Record<string, string>> = {
    origin:
      'origins allowOrigin allowedOrigins allowAllOrigins originAllowAll originWhitelist originRegexWhitelist allowedOriginRegexes allowedOriginPatterns whitelist allowlist originList allowed_domains trustedHosts',
    methods: 'allowMethods allowedMethods httpMethods verbs method_list',
    allowedHeaders: 'header headers allowHeaders allowed_headers requestHeaders',
    exposedHeaders: 'exposeHeaders expose_header exposedHeader responseHeaders',
    credentials: 'supportCredentials supportsCredential allowCredentials allowedCredential withCredentials cookies',
    maxAge: 'preflightMaxAge maxAgeSeconds preflight_ttl',
    vary: 'varyHeader vary_by',
    legacyPrivateNetworkAccess: 'privateNetworkAccess allowPrivateNetwork',
    timeout: 'predicateTimeout',
  }

  // Alone in the list, so that no other option is the nearest.
  test.each(
    Object.entries(MEANT).flatMap(([option, names]) => names.split(' ').map((name) => [name, option] as const)),
  )('%s is %s', (name, option) => {
    expect(synonymOf(name)).toBe(option)
    expect(nearestName(name, ['nothing-else', option])).toBe(option)
  })

  test.each(
    'disallowedHeaders unallowedHeaders notAllowedHeaders nonAllowedHeaders unexposedHeaders noCredentials noOrigins badOrigins originOff blockedOrigins denylist originBlacklist'.split(
      ' ',
    ),
  )('%s says no, so what allows is not meant', (name) => {
    expect(nearestName(name, known)).toBeNull()
  })

  test.each(['notes', 'nonce', 'blocks', 'offers', 'disk'])('%s does not', (name) => {
    expect(refuses(name)).toBe(false)
  })

  test('is not meant where the option is not known', () => {
    expect(nearestName('whitelist', ['methods'])).toBeNull()
  })
})

test('the distance of two words is the least number of letters to put in, take out or replace', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  const property = fc.property(letters, letters, letters, (a, b, c) => {
    const distance = editDistance(a, b)
    expect(editDistance(b, a)).toBe(distance)
    expect(distance === 0).toBe(a === b)
    expect(editDistance(a, c)).toBeLessThanOrEqual(distance + editDistance(b, c))
    expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
    expect(editDistance(`${a}x${c}`, `${a}y${c}`)).toBe(1)
    expect(editDistance(`${a}x${c}`, a + c)).toBe(1)
    expect(editDistance(a + b, a + c)).toBe(editDistance(b, c))
  })
  fc.assert(property, RUNS)
})
