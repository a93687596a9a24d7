import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { defaultPort, parseSerializedOrigin } from '../../protocol/origin.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import { createMatcher } from './linear-matcher.ts'
import { originGrammar } from './origin-grammars.ts'

const any = createMatcher(originGrammar('any'))

const SCHEMES = ['http', 'https', 'capacitor', 'com.example.app', 'x+y-z', 'X', '1x', '']
const HOST_PARTS = ['a', 'B', '-', '_', '.', '..', '7', '127.0.0.1', '[::1]', '[', ']', 'localhost', 'example.com', '~']
const PORTS = ['', ':', ':0', ':01', ':1', ':80', ':443', ':8080', ':65535', ':123456', ':a']

const candidate = fc
  .tuple(
    fc.constantFrom(...SCHEMES),
    fc.constantFrom('://', ':/', '//'),
    fc.array(fc.constantFrom(...HOST_PARTS), { maxLength: 5 }),
    fc.constantFrom(...PORTS),
  )
  .map(([scheme, slashes, host, port]) => `${scheme}${slashes}${host.join('')}${port}`)

/** Without a port that is the scheme's default, which the grammar does not know. */
const withoutDefaultPort = (origin: string) =>
  origin.replace(/^([a-z]+):(.*):(\d+)$/, (all, scheme, rest, port) =>
    Number(port) === defaultPort(scheme) ? `${scheme}:${rest}` : all,
  )

test('the grammar of all origins has what a policy takes for an origin, and nothing else', () => {
  fc.assert(
    fc.property(candidate, (given) => {
      const origin = withoutDefaultPort(given)
      const isOrigin = splitOrigin(origin) !== null && parseSerializedOrigin(origin) !== null
      expect(any.test(origin), origin).toBe(isOrigin)
    }),
    runs(3_000),
  )
})
