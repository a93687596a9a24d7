/** Texts and RegExps that are large or deep: there is a limit, and what is beyond it is an issue and never an error. */
import { describe, expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { PolicyError } from '../checks/issue.ts'
import { policyFromEnv } from '../environment/from-env.ts'

const COUNT = 20_000

const codes = (origin: unknown) => checkOptions({ origin }).issues.map(({ code }) => code)

test.each([
  'https://',
  'http://https//',
  'htps://',
  'https:/',
  'a.comhttps://',
  'localhost://',
  '://',
  'a.',
  '*.',
  '-*.',
  '"',
  "' ",
  '\\.',
  '[',
  ':',
  '@',
  '/8',
  'ü.',
])('%j many times in a string is told, and read once', (part) => {
  for (const text of [part.repeat(COUNT), `https://a.com${part.repeat(COUNT)}`, `${part.repeat(COUNT)}b.com`]) {
    expect(codes(text)).not.toEqual([])
  }
})

test.each([' ', '\n', "' '", '# '])(
  'a run of %j inside a string is no reason to look at it again and again',
  (part) => {
    expect(codes(`https://a${part.repeat(COUNT)}b.com`)).toHaveLength(1)
  },
)

describe('a RegExp', () => {
  const nested = (open: string, close: string, depth: number, flags = '') =>
    new RegExp(`^https:\\/\\/${open.repeat(depth)}a${close.repeat(depth)}\\.example\\.com$`, flags)

  test.each([
    ['(', ')'],
    ['(?:', ')'],
    ['(?:', ')?'],
    ['(?:', ')*'],
    ['(?:', '){0,2}'],
    ['(?:b|', ')'],
    ['(?:(?=a)', ')'],
  ])('is not followed into more than a hundred groups: %s…%s', (open, close) => {
    for (const depth of [101, 500, 1_000]) {
      expect(codes(nested(open, close, depth)).at(-1)).toBe('regexp-too-complex')
    }
  })

  test('is followed into a hundred groups, and a class has as many of the flag v', () => {
    expect(codes(nested('(', ')', 100))).toEqual([])
    expect(codes(nested('[', ']', 100, 'v'))).toEqual([])
    expect(codes(nested('[', ']', 101, 'v'))).toEqual(['regexp-too-complex'])
  })

  test('may have any number of groups beside one another, and brackets in classes', () => {
    expect(codes(new RegExp(`^https:\\/\\/${'(?:a)'.repeat(60)}[(]?${'[[(]?'.repeat(60)}\\.example\\.com$`))).toEqual(
      [],
    )
    expect(codes(new RegExp(`^https:\\/\\/${'\\(?'.repeat(150)}a\\.example\\.com$`))).toEqual([])
  })
})

/** Read again from each of its places, each of these would take minutes. */
test.each([' ', '\t', '\n', ':', ';', "'", '"', '.', '-', '*', '\\', '/', '=', '('])(
  'a run of %j in the options is read once',
  (sign) => {
    const text = `a${sign.repeat(100_000)}b`
    for (const option of ['allowedHeaders', 'exposedHeaders', 'vary', 'methods', 'maxAge'] as const) {
      for (const value of [text, [text]]) checkOptions({ origin: 'https://a.com', [option]: value } as never)
    }
    for (const name of ['ALLOWED_HEADERS', 'EXPOSED_HEADERS', 'VARY', 'METHODS', 'MAX_AGE']) {
      try {
        policyFromEnv({ CORS_ORIGIN: 'https://a.com', [`CORS_${name}`]: text })
      } catch (error) {
        expect(error).toBeInstanceOf(PolicyError)
      }
    }
  },
)
