/** Whatever origin a fix names, also as an example in a sentence, is accepted with the same options. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { checkOptions } from './check-options.ts'

const host = fc.constantFrom(
  'app.example.com',
  'example.com',
  'github.io',
  'co.uk',
  'me.github.io',
  'amazonaws.com',
  's3.amazonaws.com',
  'localhost',
  '10.0.0.1',
  'intranet',
  'com',
  'xn--p1ai',
  'bücher.example',
)
const before = fc.constantFrom('', '*.', 'pre-*.', '*-pre.', 's3-*.', 'a.*.', '*', '*.*.', 'https://', 'user:pw@', '?.')
const port = fc.constantFrom('', ':80', ':443', ':8080', ':*', ':0080', ':99999', ':')
const end = fc.constantFrom('', '.', '/', '/*', '/path', '?x=1', '#')
const scheme = fc.constantFrom('http://', 'https://', 'HTTP://', 'http:/', '', 'htps://', 'ws://', 'app://')

test('every origin that stands in quotes in a fix is accepted', () => {
  fc.assert(
    fc.property(fc.tuple(scheme, before, host, port, end), fc.boolean(), (parts, credentials) => {
      const [start, wild, name, digits, rest] = parts
      // The final dot belongs to the host.
      const origin = rest === '.' ? `${start}${wild}${name}.${digits}` : parts.join('')
      for (const { fix } of checkOptions({ origin, credentials }).issues) {
        for (const [, named] of fix.matchAll(/'([^']*:\/\/[^']*)'/g)) {
          const { issues } = checkOptions({ origin: named, credentials })
          expect([origin, credentials, named, issues.map(({ code }) => code)]).toEqual([origin, credentials, named, []])
        }
      }
    }),
    runs(3_000),
  )
})
