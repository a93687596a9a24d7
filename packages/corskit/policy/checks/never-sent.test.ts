/** Names that a client could send, and that none does: a warning says what was meant. */
import { expect, test } from 'vitest'
import { checkOptions } from './check-options.ts'

const OPTIONS = ['methods', 'allowedHeaders', 'exposedHeaders', 'vary'] as const

function warned(option: string, value: unknown, credentials = false) {
  const { issues, warnings } = checkOptions({ origin: 'https://a.com', credentials, [option]: value })
  expect(issues).toEqual([])
  return warnings.map(({ code, path, fix }) => `${code}@${path}: ${fix}`)
}

const ALL = ['all', 'ALL', 'any', 'ANY', 'Any', 'every', 'everything', '**', '***']
const PATTERNS = ['X-*', 'x-*', '*-id', 'x-*-id', 'P*']
const MISSING = ['undefined', 'null', 'NULL', 'NaN', 'nan', 'none', 'None', 'true', 'false', 'False']
const each = (names: readonly string[]) => OPTIONS.flatMap((option) => names.map((name) => [option, name] as const))

test.each(each(ALL))('%s: %s is another word for *', (option, name) => {
  expect(warned(option, name)).toEqual([`name-never-sent@${option}: '*'`])
  expect(warned(option, [name])).toEqual([`name-never-sent@${option}[0]: '*'`])
  expect(warned(option, ['X-A', name])).toEqual([`name-never-sent@${option}[1]: '*'`])
  expect(warned(option, ['*', name])).toEqual([`name-never-sent@${option}[1]: remove '${name}'`])
  expect(warned(option, `*, ${name}`)).toEqual([`name-never-sent@${option}: remove '${name}'`])
  expect(warned(option, `X-A, ${name}`)).toEqual([`name-never-sent@${option}: write '*' instead of '${name}'`])
})

test.each(each(PATTERNS))('%s: %s is a pattern, which names have not', (option, name) => {
  expect(warned(option, name)).toEqual([`name-never-sent@${option}: name each one (or write '*' for all)`])
  expect(warned(option, ['X-A', name])).toEqual([`name-never-sent@${option}[1]: name each one (or write '*' for all)`])
})

test.each(each(MISSING))('%s: %s is what is left of a missing value', (option, name) => {
  expect(warned(option, name)).toEqual([`name-never-sent@${option}: remove '${name}'`])
  expect(warned(option, [name, 'X-A'])).toEqual([`name-never-sent@${option}[0]: remove '${name}'`])
})

test.each(OPTIONS)('[object Object] is not a name, in %s', (option) => {
  const { issues } = checkOptions({ origin: '*', [option]: '[object Object]' })
  expect(issues.map(({ code }) => code)).toEqual([option === 'methods' ? 'method-malformed' : 'header-malformed'])
})

test('under credentials, where * exposes nothing, it is not offered for exposedHeaders', () => {
  expect(warned('exposedHeaders', ['all', 'etag'], true)).toEqual([`name-never-sent@exposedHeaders[0]: remove 'all'`])
  expect(warned('exposedHeaders', ['x-*', 'etag'], true)).toEqual(['name-never-sent@exposedHeaders[0]: name each one'])
  expect(warned('allowedHeaders', 'all', true)).toEqual([`name-never-sent@allowedHeaders: '*'`])
})

test('a warning about one name of a text says which one', () => {
  expect(warned('methods', 'patch')).toEqual([`method-lower-case@methods: 'PATCH'`])
  expect(warned('methods', 'patch, DELETE')).toEqual([`method-lower-case@methods: write 'PATCH' instead of 'patch'`])
})

test.each(OPTIONS)('other names are sent by somebody, in %s', (option) => {
  for (const name of [
    'x-all',
    'allow-all',
    'anything',
    'x-null',
    'nothing',
    'company',
    'truest',
    'X-NaN',
    'nonempty',
  ]) {
    expect(warned(option, [name])).toEqual([])
  }
})
