import { expect, test } from 'vitest'
import { chromiumProfile } from '../profiles/chromium.ts'
import { standardProfile } from '../profiles/standard.ts'
import { EntryList } from './preflight-entries.ts'

const { cache: profile } = standardProfile
const SECOND = 1000
const keyOf = (credentialed: boolean) => ({
  origin: 'https://app.example.com',
  url: 'https://api.example.com/',
  credentialed,
})

/** A preflight that is remembered for 100 seconds, then one for the same method or name that says 10. */
const GRANTS = [
  {
    grant: { methods: ['PUT'], headerNames: [] },
    question: { method: 'PUT', methodNeedsEntry: true, unsafeNames: [] },
  },
  {
    grant: { methods: [], headerNames: ['X-A'] },
    question: { method: 'GET', methodNeedsEntry: false, unsafeNames: ['x-a'] },
  },
]

/** https://fetch.spec.whatwg.org/#method-cache-entry-match: an entry with credentials is one without them, too. */
test.each([
  [false, false, { plain: false, credentialed: false }],
  [true, true, { plain: false, credentialed: false }],
  [true, false, { plain: false, credentialed: false }],
  [false, true, { plain: true, credentialed: false }],
])('a later answer sets the age anew: first with credentials %s, then %s', (first, second, later) => {
  for (const { grant, question } of GRANTS) {
    const list = new EntryList()
    list.add(keyOf(first), { ...grant, maxAge: 100 }, profile, 0)
    list.add(keyOf(second), { ...grant, maxAge: 10 }, profile, 0)
    const covers = (credentialed: boolean, now: number) => list.covers(keyOf(credentialed), question, profile, now)
    expect([covers(false, 9 * SECOND), covers(true, 9 * SECOND)]).toEqual([true, first || second])
    expect([covers(false, 20 * SECOND), covers(true, 20 * SECOND)]).toEqual([later.plain, later.credentialed])
  }
})

test('a method and a header of one name are two entries', () => {
  const list = new EntryList()
  list.add(keyOf(false), { methods: ['x'], headerNames: [], maxAge: 10 }, profile, 0)
  const asked = { method: 'GET', methodNeedsEntry: false, unsafeNames: ['x'] }
  expect(list.covers(keyOf(false), asked, profile, 0)).toBe(false)
  list.add(keyOf(false), { methods: [], headerNames: ['x'], maxAge: 100 }, profile, 0)
  expect(list.covers(keyOf(false), asked, profile, 99 * SECOND)).toBe(true)
  const method = { method: 'x', methodNeedsEntry: true, unsafeNames: [] }
  expect(list.covers(keyOf(false), method, profile, 99 * SECOND)).toBe(false)
})

test.each([
  ['a method', { methods: ['PUT'], headerNames: [] }],
  ['a name', { methods: [], headerNames: ['x-a'] }],
  ['nothing', { methods: [], headerNames: [] }],
])('an answer that is kept as a whole and names %s is there until the end of its time', (_, named) => {
  const list = new EntryList()
  list.add(keyOf(false), { ...named, maxAge: 10 }, chromiumProfile.cache, 0)
  expect([list.isEmpty, list.forgetExpired(10 * SECOND - 1)]).toEqual([false, false])
  expect([list.forgetExpired(10 * SECOND), list.isEmpty]).toEqual([true, true])
})

test('a list is empty when its last entry has expired, at the end of its time', () => {
  const list = new EntryList()
  expect(list.forgetExpired(0)).toBe(true)
  list.add(keyOf(false), { methods: ['PUT'], headerNames: ['x-a'], maxAge: 10 }, profile, 5 * SECOND)
  expect([list.forgetExpired(15 * SECOND - 1), list.isEmpty]).toEqual([false, false])
  expect([list.forgetExpired(15 * SECOND), list.isEmpty]).toEqual([true, true])
})
