import fc from 'fast-check'
import { getDomain, getPublicSuffix } from 'tldts'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { registrableDomain } from '../site.ts'
import { publicSuffix, readRules, suffixesBelow } from './public-suffix.ts'
import { publicSuffixRules } from './public-suffix-rules.ts'

test.each([
  ['com', 'com'],
  ['a.b.example.com', 'com'],
  ['example.co.uk', 'co.uk'],
  ['a.github.io', 'github.io'],
  ['foo.ck', 'foo.ck'],
  ['a.foo.ck', 'foo.ck'],
  ['www.ck', 'ck'],
  ['a.city.kawasaki.jp', 'kawasaki.jp'],
  ['a.b.unheard-of', 'unheard-of'],
  ['localhost', 'localhost'],
])('of %s it is %s', (name, suffix) => {
  expect(publicSuffix(name)).toBe(suffix)
})

test('every rule, and every name around it, is as tldts has it', () => {
  const rules = [...readRules(publicSuffixRules())].map((rule) => rule.replace('!', '').replace('*', 'x'))
  const label = fc.constantFrom('', 'a.', 'a.b.', 'www.', 'x1.', 'city.')
  fc.assert(
    fc.property(fc.constantFrom(...rules), label, (rule, before) => {
      const host = before + rule
      expect(publicSuffix(host)).toBe(getPublicSuffix(host, { allowPrivateDomains: true }))
      expect(registrableDomain(host)).toBe(getDomain(host, { allowPrivateDomains: true }))
    }),
    RUNS,
  )
})

test('the suffixes below a name are suffixes, and are below it', () => {
  const parents = new Set([...readRules(publicSuffixRules())].map((rule) => rule.replace(/^[^.]*[.]/, '')))
  const known = [...parents].filter((parent) => suffixesBelow(parent).length > 0)
  expect(known).toContain('amazonaws.com')
  for (const parent of known) {
    expect(suffixesBelow(`${parent}.`)).toEqual(suffixesBelow(parent))
    for (const suffix of suffixesBelow(parent)) {
      expect(suffix).toMatch(/^[^.]+([.][^.]+)+$/)
      expect([suffix.endsWith(`.${parent}`), publicSuffix(suffix), publicSuffix(parent) === parent]).toEqual([
        true,
        suffix,
        false,
      ])
    }
  }
})

/** It is a large part of what is published. */
test('the text of the rules is ASCII, and nothing in it is empty', () => {
  const text = publicSuffixRules()
  expect(text).toMatch(/^[!-~]+$/)
  expect(text).not.toMatch(/\(\)|,,|\(,|,\)|^,|,$|~~|,\(/)
  expect(text.split('|').map((part) => part !== '')).toEqual([true, true])
  expect(text).toContain('ck~(')
})
