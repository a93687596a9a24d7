/** What a caller may give as a header, and what is none. */
import { expect, test } from 'vitest'
import { definePolicy } from '../define.ts'
import { textOf } from './header-fact.ts'

const PREFLIGHT = {
  method: 'OPTIONS',
  origin: 'https://app.example.com',
  requestMethod: 'PUT',
  requestHeaders: 'x-a',
  requestPrivateNetwork: 'true',
}
const policy = definePolicy({
  origin: PREFLIGHT.origin,
  methods: ['PUT'],
  allowedHeaders: ['x-a'],
  legacyPrivateNetworkAccess: true,
})
const FACTS = ['origin', 'requestMethod', 'requestHeaders', 'requestPrivateNetwork'] as const

/** Each would be the right text, if it were made into one. */
const NOT_HEADERS: readonly (readonly [what: string, of: (text: string) => unknown])[] = [
  ['a list in a list', (text) => [[text]]],
  ['an object in a list', (text) => [{ toString: () => text }]],
  ['a String object in a list', (text) => [new String(text)]],
  ['a list with null behind it', (text) => [text, null]],
  ['a String object', (text) => new String(text)],
  ['an object', (text) => ({ toString: () => text })],
  ['something like a list', (text) => ({ 0: text, length: 1 })],
  ['a Set', (text) => new Set([text])],
  ['a function', (text) => () => text],
  [
    'a list that throws',
    (text) =>
      new Proxy([text], {
        get() {
          throw new Error('no')
        },
      }),
  ],
]

test.each(NOT_HEADERS)('%s is not a header', async (_, of) => {
  const right = await policy.answer(PREFLIGHT)
  for (const name of FACTS) {
    const text = PREFLIGHT[name]
    expect(await policy.answer({ ...PREFLIGHT, [name]: [text] })).toEqual(right)
    const answer = await policy.answer({ ...PREFLIGHT, [name]: of(text) as string })
    expect(answer).toEqual(await policy.answer({ ...PREFLIGHT, [name]: '\0' }))
    expect(answer).not.toEqual(right)
  }
})

test.each<[fact: Parameters<typeof textOf>[0], text: string | null]>([
  [undefined, null],
  [null, null],
  ['', ''],
  ['a', 'a'],
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a, b'],
  [['a', '', 'a'], 'a, , a'],
])('%j is read as %j', (fact, text) => expect(textOf(fact)).toBe(text))
