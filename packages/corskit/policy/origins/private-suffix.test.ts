/** Names that nobody can buy: a wildcard under them admits no stranger. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { isPrivateSuffix } from './private-suffix.ts'

const codes = (origin: string | RegExp) => checkOptions({ origin }).issues.map(({ code }) => code)

test.each(['localhost', 'test', 'internal'])('%s belongs to no registrar, with the final dot and without', (name) => {
  for (const written of [name, `${name}.`]) {
    expect(isPrivateSuffix(written)).toBe(true)
    expect(codes(`https://*.${written}`)).toEqual([])
    expect(codes(`https://x-*.${written}`)).toEqual([])
    expect(codes(new RegExp(`^https://[a-z]+\\.${written.replace('.', '\\.')}$`))).toEqual([])
  }
})

test.each(['com', 'co.uk', 'example', 'invalid', 'local', 'onion', 'lan', 'tests', 'localhosts', ''])(
  '%j may be anything',
  (name) => {
    expect(isPrivateSuffix(name)).toBe(false)
    expect(isPrivateSuffix(`x${name}`)).toBe(false)
    expect(codes(`https://*.${name}`)).not.toEqual([])
  },
)
