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
