/** Whole sentences of mistakes that are rare. */
import { expect, test } from 'vitest'
import { checkOptions } from './checks/check-options.ts'
import { PolicyError } from './checks/issue.ts'
import { definePolicy } from './define.ts'
import { replaceablePolicy } from './replaceable.ts'

const said = (options: unknown) =>
  checkOptions(options as { origin: string }).issues.map(({ path, message }) => `${path}: ${message}`)

test('an empty list', () => {
  expect(said({ origin: [] })).toEqual([
    'origin: an empty list allows nobody; a server that allows nobody needs no policy',
  ])
})

test.each([class {}, function* () {}, async function* () {}])('a predicate that never answers', (origin) => {
  expect(said({ origin })).toEqual([
    'origin: a predicate returns true or false (or a promise of it): a class or a generator never does, and would deny everyone',
  ])
})

test('options that cannot be listed', () => {
  const shy = new Proxy({ origin: 'https://a.com' }, { ownKeys: () => [][0] as never })
  expect(said(shy)).toContain(
    ': its properties cannot be listed, so nobody knows what it says: a trap of a proxy throws',
  )
})

test.each(['header', 'headers', 'allowHeader', 'allowedHeader'])('%s is meant as allowedHeaders', (name) => {
  const { issues } = checkOptions({ origin: 'https://a.com', [name]: ['x-a'] } as never)
  expect(issues[0]).toMatchObject({
    code: 'option-unknown',
    path: name,
    fix: expect.stringContaining('allowedHeaders'),
  })
})

test('a part of a policy', () => {
  const part = { answer: definePolicy({ origin: 'https://a.com' }).answer }
  let issues: PolicyError['issues'] = []
  try {
    replaceablePolicy(part as never)
  } catch (error) {
    issues = (error as PolicyError).issues
    expect(error).toBeInstanceOf(PolicyError)
  }
  expect(issues.map(({ code, path }) => [code, path])).toEqual([['options-not-an-object', '']])
})
