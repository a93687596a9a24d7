/** The body of an error in a recording may say which layer has refused. */
import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'

const har = (status: number, statusText: string, content: object) =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: { method: 'GET', url: 'https://api.example.com/users', headers: [{ name: 'Origin', value: PAGE }] },
          response: { status, statusText, headers: [{ name: 'Vary', value: 'Origin' }], content },
        },
      ],
    },
  })

const told = (text: string) => {
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  return explain(read).failures.map(({ causes }) => causes[0]?.id)
}

test.each([
  [403, '', { text: 'Invalid CORS request' }, 'origin-refused-by-server'],
  [403, '', { text: btoa('Invalid CORS request'), encoding: 'base64' }, 'origin-refused-by-server'],
  [403, 'CORS Rejected - Invalid origin', {}, 'origin-refused-by-server'],
  [500, '', { text: '{"message":"Not allowed by CORS"}', mimeType: 'application/json' }, 'origin-refused-by-server'],
  [403, '', { text: '<h1>Blocked hosts: api.example.com</h1>' }, 'host-refused-by-server'],
  // None of these says it.
  [403, 'Forbidden', { text: 'Forbidden' }, 'auth-before-cors'],
  [403, '', { text: 'no base64 at all', encoding: 'base64' }, 'auth-before-cors'],
  [403, '', { text: null }, 'auth-before-cors'],
  [403, '', {}, 'auth-before-cors'],
])('%i %s with %j is %s', (status, statusText, content, cause) => {
  expect(told(har(status, statusText, content))).toEqual([cause])
})

test('the body of a good answer is not looked at', () => {
  expect(told(har(200, 'OK', { text: 'Invalid CORS request' }))).not.toContain('origin-refused-by-server')
})
