import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import { createMatcher } from './linear-matcher.ts'
import { originGrammars } from './origin-grammars.ts'

const matchers = originGrammars('any').map(createMatcher)
const isInGrammar = (origin: string) => matchers.some((matcher) => matcher.test(origin))

const SCHEMES = ['http', 'https', 'capacitor', 'com.example.app', 'x+y-z', 'X', '1x', '']
const HOST_PARTS = ['a', 'B', '-', '_', '.', '..', '7', '127.0.0.1', '[::1]', '[', ']', 'localhost', 'example.com', '~']
const PORTS = ['', ':', ':01', ':80', ':443', ':123456', ':a']

const port = fc.oneof(
  fc.constantFrom(...PORTS),
  fc.integer({ min: 1, max: 99_999 }).map((number) => `:${number}`),
)

const candidate = fc
  .tuple(
    fc.constantFrom(...SCHEMES),
    fc.constantFrom('://', ':/', '//'),
    fc.array(fc.constantFrom(...HOST_PARTS), { maxLength: 5 }),
    port,
  )
  .map(([scheme, slashes, host, end]) => `${scheme}${slashes}${host.join('')}${end}`)

test('the grammar of all origins has what a policy takes for an origin, and nothing else', () => {
  fc.assert(
    fc.property(candidate, (origin) => {
      const isOrigin = splitOrigin(origin) !== null && parseSerializedOrigin(origin) !== null
      expect(isInGrammar(origin), origin).toBe(isOrigin)
    }),
    runs(3_000),
  )
})

test.each([
  ['http', 80],
  ['https', 443],
])('an origin of %s has any port but %i', (scheme, defaultPort) => {
  const numbers = Array.from({ length: 70_000 }, (_, number) => number)
  const known = numbers.filter((number) => isInGrammar(`${scheme}://a:${number}`))
  expect(known).toEqual(numbers.filter((number) => number > 0 && number < 65_536 && number !== defaultPort))
})
