/** What a fix puts into a list: only names that were given, and none that is there already. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { checkOptions } from './check-options.ts'
import { type Issue, PolicyError } from './issue.ts'

const ORIGIN = 'https://app.example.com'
const METHOD = "write a method name, like 'PUT'"

/** The values of a fix that is code, in a list. */
function evaluated(fix: string): unknown[] | null {
  if (/^remove '/.test(fix)) return []
  try {
    return new Function(`return [${fix}].flat()`)() as unknown[]
  } catch {
    return null
  }
}

/** The list with the first fix of each entry in its place; `null` where one is a sentence. */
function repaired(list: readonly unknown[], issues: readonly Issue[]): unknown[] | null {
  const places = list.map((entry) => [entry])
  const done = new Set<string>()
  for (const { path, fix } of issues) {
    if (done.has(path)) continue
    done.add(path)
    const entries = evaluated(fix)
    if (entries === null) return null
    places[Number(/\[(\d+)\]$/.exec(path)?.[1])] = entries
  }
  return places.flat()
}

const option = fc.constantFrom('allowedHeaders', 'exposedHeaders', 'methods', 'vary', 'origin')
const words = [
  'content-type',
  'Content-Type',
  'authorization',
  'x-a',
  'X-A',
  'PUT',
  'put',
  'DELETE',
  'patch',
  'x',
  'id',
  'ETag',
  'Origin',
  'Set-Cookie',
  'TRACE',
]
const urls = [
  'https://a.example',
  'https://a.example/',
  'HTTPS://a.example',
  'https://b.example',
  'https://b.example:443',
]
const separator = fc.constantFrom(' ', ', ', ',', ';', '|', '\t', ': ')
const entry = fc.oneof(
  fc.constantFrom(...words, ...urls),
  fc.tuple(fc.constantFrom(...words), separator, fc.constantFrom(...words)).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom(...urls), separator, fc.constantFrom(...urls)).map((parts) => parts.join('')),
  fc.constantFrom(...words).map((word) => ` ${word}: `),
)
const lists = fc.tuple(option, fc.array(entry, { minLength: 1, maxLength: 4 }))
const check = (option: string, list: readonly unknown[]) => checkOptions({ origin: ORIGIN, [option]: list }).issues

test('all fixes together make a list that is accepted, if none of them is a sentence', () => {
  fc.assert(
    fc.property(lists, ([option, list]) => {
      const fixed = repaired(list, check(option, list))
      if (fixed === null || fixed.length === 0) return
      expect(check(option, fixed), JSON.stringify([list, fixed])).toEqual([])
    }),
    runs(2_000),
  )
})

const texts = fc.tuple(
  fc.constantFrom('allowedHeaders', 'exposedHeaders', 'methods', 'vary'),
  fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ', ', ',', ';', '\t', ': ')), {
    minLength: 1,
    maxLength: 4,
  }),
)

test('a text of names has one fix: the whole value, which is accepted and keeps every name that was right', () => {
  fc.assert(
    fc.property(texts, ([option, parts]) => {
      const text = parts.flat().join('')
      const issues = checkOptions({ origin: ORIGIN, [option]: text }).issues
      const [first] = issues
      const fixed = first === undefined ? null : evaluated(first.fix)
      if (first === undefined || fixed === null || fixed.length === 0) return
      for (const { fix } of issues) expect(fix, text).toBe(first.fix)
      expect(checkOptions({ origin: ORIGIN, [option]: fixed }).issues, `${text} ${first.fix}`).toEqual([])
      const kept = fixed.map((name) => String(name).toLowerCase())
      for (const [word] of parts) {
        if (checkOptions({ origin: ORIGIN, [option]: word.toUpperCase() }).issues.length > 0) continue
        expect(kept, `${option} ${text}`).toContain(word.toLowerCase())
      }
    }),
    runs(2_000),
  )
})

test('a fix has only names that stand in the value', () => {
  fc.assert(
    fc.property(lists, ([option, list]) => {
      fc.pre(option !== 'origin')
      for (const { fix, value } of check(option, list)) {
        const parts = String(value)
          .toLowerCase()
          .split(/[\s,;|:]+/)
        for (const name of evaluated(fix) ?? []) expect(parts).toContain(String(name).toLowerCase())
      }
    }),
    runs(2_000),
  )
})

test.each<[string, unknown, string[]]>([
  ['allowedHeaders', ['content-type authorization'], ["'content-type', 'authorization'"]],
  ['allowedHeaders', 'content-type authorization', ["['content-type', 'authorization']"]],
  ['allowedHeaders', ['content-type', 'content-type authorization'], ["'authorization'"]],
  ['allowedHeaders', ['X-Request-Id:'], ["'x-request-id'"]],
  ['allowedHeaders', ['x request id'], ["write each name as it is sent (or remove 'x request id')"]],
  [
    'allowedHeaders',
    ['Origin, X-Requested-With, Content-Type, Accept, Authorization'],
    ["'x-requested-with', 'content-type', 'accept', 'authorization'"],
  ],
  ['allowedHeaders', 'Origin X-Requested-With Content-Type', ["['x-requested-with', 'content-type']"]],
  ['allowedHeaders', ['Origin Host'], ["remove 'Origin Host'"]],
  ['allowedHeaders', 'X-A:, X-B', ["['x-a', 'X-B']"]],
  ['exposedHeaders', ['ETag, Set-Cookie'], ["'etag'"]],
  ['methods', ['PUT TRACE'], ["'PUT'"]],
  ['methods', 'PUT, delete', ["['PUT', 'DELETE']"]],
  ['methods', 'put, delete', ["['PUT', 'DELETE']", "['PUT', 'DELETE']"]],
  ['methods', ['PUT and DELETE'], [METHOD]],
  ['methods', ['PUT AND DELETE'], [METHOD]],
  ['methods', ['PUT & DELETE'], [METHOD]],
  ['methods', ['PUT or TRACE'], [METHOD]],
  ['methods', ['PUT # comment'], [METHOD]],
  ['methods', ['PUT # delete'], [METHOD]],
  ['methods', ['put\u0131'], [METHOD]],
  ['methods', ['po\u017ft'], [METHOD]],
  ['methods', ['(PUT)'], [METHOD]],
  ['methods', ['PUT/DELETE'], [METHOD]],
  ['methods', ['PUT CHICKEN'], [METHOD]],
  ['methods', ['PUT, CHICKEN'], ["'PUT', 'CHICKEN'"]],
  ['methods', ['PUT;patch'], ["'PUT', 'PATCH'"]],
  ['methods', [' M-SEARCH '], ["'M-SEARCH'"]],
  ['methods', [' chicken '], ["'chicken'"]],
  ['methods', ['x-a, x-b'], ["'x-a', 'x-b'"]],
  ['methods', 'PUT DELETE, PATCH', ["['PUT', 'DELETE', 'PATCH']"]],
  ['methods', 'TRACE', ['remove methods']],
  ['methods', 'delete, é', ["write 'DELETE' instead of 'delete'", "write a method name, like 'PUT'"]],
  ['methods', ['PUT', 'put'], ["remove 'put'"]],
  ['methods', ['PUT', 'PUT DELETE'], ["'DELETE'"]],
  ['origin', ['https://a.example/', 'https://a.example'], ["remove 'https://a.example/'"]],
  ['origin', ['https://a.example/', 'HTTPS://a.example'], ["'https://a.example'", "remove 'HTTPS://a.example'"]],
  ['origin', [/^https:\/\/a\.example$/g, /^https:\/\/a\.example$/], ['remove /^https:\\/\\/a\\.example$/g']],
])('%s %j', (option, given, fixes) => {
  const { issues } = checkOptions({ origin: ORIGIN, [option]: given })
  expect(issues.map(({ fix }) => fix)).toEqual(fixes)
})

const odd = fc.string({
  unit: fc.constantFrom('a', ':', '/', '.', '*', '\n', '\x1b', '\x07', '\x9b', '\u202e', '\u200b', '\u2028'),
})
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

test('no text for people has a character that a terminal obeys or nobody sees', () => {
  const values = fc.oneof(
    odd,
    fc.array(odd, { maxLength: 2 }),
    odd.map((text) => `https://${text}.example.com`),
  )
  const options = fc.dictionary(fc.oneof(odd, option), values, { maxKeys: 4 })
  fc.assert(
    fc.property(options, odd, (given, text) => {
      const source = text.replace(/[*\n\u2028]/g, '')
      for (const one of [given, { origin: new RegExp(`https://a${source}`) }]) {
        const { issues } = checkOptions(one)
        for (const { path, message, fix } of issues) expect([path, message, fix].join()).not.toMatch(hidden)
        expect(new PolicyError(issues).message.replaceAll('\n', '')).not.toMatch(hidden)
      }
    }),
    runs(2_000),
  )
})
