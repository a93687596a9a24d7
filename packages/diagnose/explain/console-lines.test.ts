import { expect, test } from 'vitest'
import { readInput } from './read-input.ts'

const LINE =
  "Access to fetch at 'http://127.0.0.1:8080/' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
/** As DevTools' panel of issues has it, and who copies from it. */
const ADVICE =
  'Note that if an opaque response is sufficient, the request’s mode can be set to `no-cors` to fetch the resource with CORS disabled; that way CORS headers aren’t required but the response content is inaccessible (opaque).'
const FIREFOX =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://127.0.0.1:8080/. (Reason: CORS disabled).'

test.each([
  ['advice before the line', `${ADVICE}\n${LINE}`, ['MissingAllowOriginHeader']],
  ['advice behind the line', `${LINE}\n${ADVICE}`, ['MissingAllowOriginHeader']],
  ["Firefox's own line", FIREFOX, ['CorsDisabled']],
  ['lines of two browsers', `${LINE}\n${FIREFOX}`, ['MissingAllowOriginHeader', 'CorsDisabled']],
])('%s', (_, text, codes) => {
  const read = readInput(text)
  expect('why' in read ? read : read.failures.map(({ evidence }) => evidence.message?.code)).toEqual(codes)
})

const NOT_ALLOWED = 'Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200'
const cannotLoad = (url: string) => `[Error] Fetch API cannot load ${url} due to access control checks.`
const failureOf = (url: string, first = `[Error] ${NOT_ALLOWED}`) => [
  first,
  cannotLoad(url),
  `[Error] Failed to load resource: ${NOT_ALLOWED} (users, line 0)`,
]
const ONE = 'https://api.example.com/users'
const TWO = 'https://api.example.com/orders'

test.each([
  ['one failure', failureOf(ONE), [ONE]],
  ['one failure, in another order', [2, 0, 1].map((place) => failureOf(ONE)[place]), [ONE]],
  ['one failure, with the repeat in between', [0, 2, 1].map((place) => failureOf(ONE)[place]), [ONE]],
  ['one failure, without the first line', failureOf(ONE).slice(2), [undefined]],
  ['two failures', [...failureOf(ONE), ...failureOf(TWO)], [ONE, TWO]],
  ['the same twice', [...failureOf(ONE), ...failureOf(ONE)], [ONE]],
])('the three lines that Safari prints: %s', (_, lines, urls) => {
  const read = readInput(lines.join('\n'))
  expect(
    'why' in read ? read : read.failures.map(({ evidence: { message } }) => [message?.code, message?.url]),
  ).toEqual(urls.map((url) => ['MissingAllowOriginHeader', url]))
})

test.each([
  'Error: Cross origin null forbidden at Object.dispatchError (/app/node_modules/jsdom/lib/jsdom/living/xhr/xhr-utils.js:63:19)',
  'Error: Cross origin null forbidden at dispatchError (/app/node_modules/jsdom/xhr-utils.js:63:19) at Request.<anonymous> (/app/x.js:1:2) at node:internal/process/task_queues:95:5',
  'Error: Cross origin null forbidden     at async /app/node_modules/jsdom/xhr-utils.js:63:19',
])('a line of jsdom with its calls behind it: %s', (line) => {
  const read = readInput(line)
  expect('why' in read ? read : read.failures.map(({ evidence }) => evidence.message)).toMatchObject([
    { engine: 'jsdom', code: 'MissingAllowOriginHeader', origin: 'null' },
  ])
})

test.each([
  ['Fetch API cannot load https://api.example.com/v1.', 'DisallowedByMode'],
  // It is also the beginning of `…/v1/users due to access control checks.`
  ['Fetch API cannot load https://api.example.com/v1', 'AccessControlChecks'],
  ['[Error] Fetch API cannot load https://api.example.com/v1', 'AccessControlChecks'],
])('%s', (line, code) => {
  expect(readInput(line)).toMatchObject({ failures: [{ evidence: { message: { code } } }] })
})
