/** A long text, whatever is in it, is read in a time that grows with its length, and not with the square of that. */
import { expect, test } from 'vitest'
import { readInput } from './read-input.ts'

/** With the square, each of these takes more than a minute. */
const LENGTH = 400_000
const NO_HEADER =
  "' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
const FIREFOX = 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at '
const NO_HEADER_IN_FIREFOX = '. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing).'

const of = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length))

test.each([
  ['a word', '', 'x', ''],
  ['a URL', 'see http://a.b/', 'x', ''],
  ['a line that breaks off in its URL', "Access to fetch at 'http://a.b/", 'x', ''],
  ['a picture in a URL', 'GET data:image/png;base64,', 'iVBORw0KGgo', ''],
  ['a line with a long URL', "Access to fetch at 'http://a.b/", 'x', NO_HEADER],
  ['spaces in a URL', "Access to fetch at 'http://a.b/", ' ', NO_HEADER],
  ['line breaks in a URL', "Access to fetch at 'http://a.b/", ' \r', NO_HEADER],
  ['escaped line breaks in a URL', "Access to fetch at 'http://a.b/", '\\n', NO_HEADER],
  ['escaped quotes in a URL', "Access to fetch at 'http://a.b/", '&#x27;', NO_HEADER],
  ['halves of letters in a URL', "Access to fetch at 'http://a.b/", '\ud800', NO_HEADER],
  ['quotes in quotes', "fetch('http://a.b/", '\\"', ''],
  ['quotes without an end', '', "'\\'", ''],
  ['comments without an end', "fetch('http://a.b/') ", '/* ', ''],
  ['templates without an end', "fetch('http://a.b/') `", '\\`', ''],
  ['lists behind a URL', "Access to fetch at 'http://a.b/x", '-\n', `z${NO_HEADER}`],
  ['tables behind a URL', "Access to fetch at 'http://a.b/x", '|\n', `z${NO_HEADER}`],
  ['empty lines behind a URL', "Access to fetch at 'http://a.b/x", '\n', `z${NO_HEADER}`],
  ['empty lines of Windows behind a URL', "Access to fetch at 'http://a.b/x", '\r\n', `z${NO_HEADER}`],
  ['empty lines behind a URL of Firefox', `${FIREFOX}https://a.b/x`, '\n', `z${NO_HEADER_IN_FIREFOX}`],
  ['dots behind a URL of Firefox', `${FIREFOX}https://a.b/x`, '.', ` https://${NO_HEADER_IN_FIREFOX}`],
  ['letters behind a host', 'Origin https://a.b', 'é', ' is not allowed by Access-Control-Allow-Origin.'],
  ['pairs of letters behind a host', 'Origin https://a.b', '𝒜', ' is not allowed by Access-Control-Allow-Origin.'],
  ['a word of a command', 'curl https://a.b/ ^', 'https://', ''],
  ['redirections in a word of a command', 'curl https://a.b/', 'a<', ''],
  ['spaces in a translation', 'CORS https://a.b/', ' ', 'z'],
  ['spaces in a call', 'axios.get(', ' \n', 'z'],
  ['spaces behind a name of the network panel', 'Request URL:', ' ', 'z'],
  ['lines before a request', 'x', '\n', 'GET z'],
  ['spaces behind a prompt', '$', ' ', 'z'],
  ['lines before a command', 'x', '\n', 'wget z'],
  ['tabs before a word of the network panel', 'x', '\t', 'CORS'],
])('%s', { timeout: 120_000 }, (_, before, piece, after) => {
  const start = process.cpuUsage()
  readInput(before + of(piece) + after)
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(20)
})
