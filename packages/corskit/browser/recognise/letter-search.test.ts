import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { LetterSearch } from './letter-search.ts'
import { recogniseMessages } from './recognise-messages.ts'

test('finds what a plain search finds, from any places in any order', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 })
  const searches = fc.array(fc.tuple(fc.constantFrom('a', 'ab', 'abc', 'cc', 'bab'), fc.nat(32)), { maxLength: 20 })
  const property = fc.property(text, searches, (whole, asked) => {
    const search = new LetterSearch(whole)
    for (const [letters, from] of asked) expect(search.next(letters, from)).toBe(whole.indexOf(letters, from))
  })
  fc.assert(property, RUNS)
})

/** Every text of two letters up to four of them, and each two searches. */
test('finds it wherever it searched before', () => {
  const longer = (texts: readonly string[]) => texts.flatMap((text) => [`${text}a`, `${text}b`])
  let texts: readonly string[] = ['']
  for (let length = 0; length <= 4; length++) {
    for (const text of texts)
      for (const letters of ['a', 'ab', 'bb'])
        for (let first = 0; first <= length + 1; first++)
          for (let then = 0; then <= length + 1; then++) {
            const search = new LetterSearch(text)
            const found = [search.next(letters, first), search.next(letters, then)]
            expect(found).toEqual([text.indexOf(letters, first), text.indexOf(letters, then)])
          }
    texts = longer(texts)
  }
})

test.each([
  "Access to fetch at 'https://api.example.com/a' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/a. (Reason: CORS request did not succeed). Status code: (null).',
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/a.',
  "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example.com/users. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt).",
  'Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200',
  'Fetch API cannot load https://api.example.com/a due to access control checks.',
])('of many equal lines, each is read as the first: %s', (line) => {
  const [first, ...others] = recogniseMessages(`${line}\n`.repeat(2_000))
  expect(first).toBeDefined()
  const length = line.length + 1
  expect(others.length).toBe(1_999)
  for (const [index, message] of others.entries()) {
    const by = (index + 1) * length
    expect({ ...message, start: message.start - by, end: message.end - by }).toEqual(first)
  }
})
