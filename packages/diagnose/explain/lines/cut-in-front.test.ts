/** A line that is cut off in front of its address keeps the address and the page, wherever it is cut. */
import { expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const API = 'https://api.example.com/u'
const APP = 'https://app.example.com'
const FIRST = 'https://first.example.com/a'
const REASONS = [
  "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  'Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.',
  "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
]
const line = (what: string, redirected: string, reason: string) =>
  `Access to ${what} at '${API}'${redirected} from origin '${APP}' has been blocked by CORS policy: ${reason}`

const LINES = ['fetch', 'XMLHttpRequest', 'CSS stylesheet'].flatMap((what) =>
  ['', ` (redirected from '${FIRST}')`].flatMap((redirected) =>
    REASONS.map((reason) => [redirected === '' ? API : FIRST, line(what, redirected, reason)] as const),
  ),
)

const requestsIn = (text: string) => {
  const read = readInput(text)
  return 'why' in read ? read.why : read.failures.map(({ evidence }) => [evidence.request.url, evidence.request.origin])
}

test.each(LINES)('%s: %s', (url, whole) => {
  const upTo = whole.indexOf("'https://")
  for (let from = 0; from <= upTo; from++)
    for (const before of ['', '...', '…', '… ', 'app.js:3 '])
      for (const text of [before + whole.slice(from), (before + whole.slice(from)).replace(/'(https[^']*)'/g, '‘$1’')])
        expect(requestsIn(text), text).toEqual([[url, APP]])
})

test('an address that is cut off itself is not told, and neither is that of another line', () => {
  const [, whole] = LINES[0] as (typeof LINES)[number]
  for (let from = whole.indexOf("'https://") + 1; from < whole.indexOf(' from origin'); from++)
    expect(requestsIn(whole.slice(from)), whole.slice(from)).toEqual([['', APP]])
  const other = line('fetch', '', REASONS[1] as string).replace(API, 'https://other.example.com/')
  const cut = whole.slice(whole.indexOf('from origin'))
  expect(requestsIn(`${other}\n${cut}`)).toEqual([
    ['https://other.example.com/', APP],
    ['', APP],
  ])
})
