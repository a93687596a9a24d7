import { describe, expect, test } from 'vitest'
import { recogniseMessages } from './recognise-messages.ts'

const URL = 'https://api.example.com/v1/users'
const FROM = "from origin 'https://app.example.com' has been blocked by CORS policy:"

/** Each with the words at which a person knows the line again. */
const LINES: readonly (readonly [string, string])[] = [
  [
    `Access to fetch at '${URL}' ${FROM} No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    'from orig',
  ],
  [
    `Access to XMLHttpRequest at '${URL}' ${FROM} Request header field x-request-id is not allowed by Access-Control-Allow-Headers in preflight response.`,
    'from orig',
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
    'remote resource at h',
  ],
  ['Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403', 'is not all'],
  [`Fetch API cannot load ${URL} due to access control checks.`, 'due to acc'],
  [`XMLHttpRequest cannot load ${URL} due to access control checks.`, 'due to acc'],
]

/** What one reading says, without its place; an unknown reason says nothing. */
function told(text: string): Record<string, unknown> | null {
  const [read, second] = recogniseMessages(text)
  expect(second).toBeUndefined()
  if (read === undefined) return null
  const { start: _start, end: _end, codes: _codes, code, ...fields } = read
  return { ...fields, ...(code === null ? {} : { code }) }
}

describe.each(['…', '...'])('a line that breaks off, with %s', (ellipsis) => {
  test.each(LINES)('%s', (line, known) => {
    const whole = told(line)
    const from = line.indexOf(known) + known.length
    let before: string[] = []
    for (let length = 1; length < line.length; length++) {
      const read = told(line.slice(0, length) + ellipsis)
      // Nothing is told that the whole line does not say, and what was told once is told of every longer part.
      if (read !== null) expect(whole).toMatchObject(read)
      if (length >= from) expect(read, line.slice(0, length)).not.toBeNull()
      const names = Object.keys(read ?? {})
      expect(names, line.slice(0, length)).toEqual(expect.arrayContaining(before))
      before = names
    }
  })
})

test('what a server says of an origin is not a line of a browser that breaks off', () => {
  const said = 'Origin https://app.example.com is not allowed'
  for (const text of [said, `Error: ${said}\n    at origin (/app/main.js:14:20)`, `{"message":"${said}"}`])
    expect(recogniseMessages(text)).toEqual([])
  expect(recogniseMessages(`${said} …`)).toMatchObject([{ engine: 'webkit' }])
})
