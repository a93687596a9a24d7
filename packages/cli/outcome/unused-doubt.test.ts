import { type Initiator, simulateFetchSync } from 'corskit/browser'
import { expect, test } from 'vitest'
import { unusedDoubt } from './unused-doubt.ts'

const said = (initiator: Initiator, type: string | null, nosniff: string | null, status = 200) => {
  const headers = Object.entries({
    'content-type': type,
    'x-content-type-options': nosniff,
    'access-control-allow-origin': '*',
  })
  const outcome = simulateFetchSync(
    { origin: 'https://app.example.com', url: 'https://cdn.example.com/a.js', initiator },
    () => ({
      status,
      headers: headers.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    }),
  )
  return unusedDoubt(outcome, initiator)?.sentence ?? null
}

test.each([
  ['script', 'text/plain', 'nosniff', 'X-Content-Type-Options is nosniff'],
  ['script', 'application/json; charset=utf-8', 'NoSniff, x', 'application/json, and'],
  ['script', 'image/png', null, 'never a script'],
  ['script', 'text/csv', null, 'never a script'],
  ['script', null, 'nosniff', 'it has no Content-Type, and'],
  ['stylesheet', '', 'nosniff', 'it has no Content-Type, and'],
  ['script', 'text/javascript, text/html', 'nosniff', 'text/html, and'],
  ['module', 'text/plain', null, 'has to have one of JavaScript'],
  ['module', null, null, 'it has no Content-Type'],
  ['module', 'text/html', 'nosniff', 'text/html'],
  ['stylesheet', 'text/plain', 'nosniff', 'text/plain, and'],
  ['eventsource', 'text/html', null, 'has to have text/event-stream'],
  ['eventsource', null, null, 'it has no Content-Type'],
  ['img', 'text/html', 'nosniff', 'text/html, and X-Content-Type-Options is nosniff'],
  ['audio', 'application/json', 'nosniff', 'application/json, and'],
  ['video', 'text/plain', 'nosniff', 'text/plain, and'],
] as const)('%s of the type %s with %s is not used', (initiator, type, nosniff, words) => {
  expect(said(initiator, type, nosniff)).toContain(words)
})

test.each([
  ['img', 'text/html', null],
  ['img', 'image/svg+xml', 'nosniff'],
  ['video', 'video/mp4', 'nosniff'],
  ['script', 'text/plain', null],
  ['script', 'text/html, text/javascript; charset=utf-8', 'nosniff'],
  ['script', 'text/javascript, */*', 'nosniff'],
  ['script', 'text/plain', 'x, nosniff'],
  ['script', 'Text/JavaScript;charset=utf-8', 'nosniff'],
  ['module', 'application/javascript', 'nosniff'],
  ['stylesheet', 'text/css', 'nosniff'],
  ['eventsource', 'text/event-stream; charset=utf-8', 'nosniff'],
  ['stylesheet', 'text/plain', null],
  ['fetch', 'text/plain', 'nosniff'],
] as const)('of %s of the type %s with %s nothing is said', (initiator, type, nosniff) => {
  expect(said(initiator, type, nosniff)).toBe(null)
})

test.each([201, 204, 404])('a stream of events with status %i is not used', (status) => {
  expect(said('eventsource', 'text/event-stream', null, status)).toContain(`its status is ${status}, and`)
  expect(said('img', 'image/png', null, status)).toBe(null)
})

test.each(['script', 'module', 'stylesheet', 'font', 'audio', 'video'] as const)(
  '%s of an error is not used',
  (one) => {
    const type =
      { script: 'text/javascript', module: 'text/javascript', stylesheet: 'text/css' }[one as string] ?? 'x/x'
    for (const status of [404, 500]) expect(said(one, type, null, status)).toContain(`its status is ${status}, and`)
    for (const status of [200, 206]) expect(said(one, type, null, status)).toBe(null)
  },
)
