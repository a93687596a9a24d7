/** `check --as`: what an image, a script or a font of a page gets. */
import { expect, test } from 'vitest'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { httpServer } from '../testing/servers.ts'
import { check } from './command.ts'

const ORIGIN = 'http://app.example.com'

async function run(headers: Record<string, string>, ...args: readonly string[]) {
  const sent: NodeJS.Dict<string | string[]>[] = []
  const url = await httpServer((request, response) => {
    sent.push(request.headers)
    response.writeHead(200, headers).end()
  })
  const terminal = new RecordingTerminal()
  const all = ['--origin', ORIGIN, '--page-address', 'loopback', url, ...args]
  const exitCode = await check(all, terminal).catch((error: Error) => error.message)
  return { exitCode, first: sent[0], text: terminal.stdout }
}

const ANY = { 'access-control-allow-origin': '*' }
const OWN = { 'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true' }
const ATTRIBUTE = ['--mode', 'cors']
const COOKIES = [...ATTRIBUTE, '--credentials', 'include']

test.each([
  ['font', {}, [], 1, 'MissingAllowOriginHeader', 'font'],
  ['font', ANY, [], 0, 'ALLOWED', 'font'],
  ['font', {}, ['--engine', 'webkit'], 1, 'WebKit uses the fonts of every origin', 'font'],
  ['module', {}, [], 1, 'MissingAllowOriginHeader', 'script'],
  ['module', ANY, [], 0, 'ALLOWED', 'script'],
  ['eventsource', ANY, [], 0, 'ALLOWED', 'empty'],
  ['eventsource', ANY, ['--credentials', 'include'], 1, 'WildcardOriginNotAllowed', 'empty'],
  ['img', {}, [], 1, 'a canvas with this image cannot be read', 'image'],
  ['img', {}, ATTRIBUTE, 1, 'MissingAllowOriginHeader', 'image'],
  ['img', ANY, COOKIES, 1, 'WildcardOriginNotAllowed', 'image'],
  ['img', OWN, COOKIES, 0, 'ALLOWED', 'image'],
  ['script', {}, [], 1, 'only that there was one', 'script'],
  ['stylesheet', {}, [], 1, 'the rules of this stylesheet', 'style'],
  ['audio', {}, [], 1, 'the sound', 'audio'],
  ['video', {}, [], 1, 'a canvas with this video', 'video'],
] as const)('%s %j %j', async (element, headers, args, exitCode, words, destination) => {
  const result = await run(headers, '--as', element, ...args)
  expect(result).toMatchObject({ exitCode, first: { 'sec-fetch-dest': destination } })
  expect(result.text).toContain(words)
})

test.each([
  ['script', { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }, 1, 'OPAQUE, but its type is wrong'],
  ['module', { ...ANY, 'content-type': 'text/html' }, 0, 'ALLOWED  status 200, but its type is wrong'],
])('%s %j: says that the element does not use it', async (element, headers, exitCode, words) => {
  const result = await run(headers, '--as', element)
  expect(result.exitCode).toBe(exitCode)
  expect(result.text).toContain(words)
  expect(result.text).toContain('But the browser does not use it: its Content-Type is text/')
})

test.each([
  [['--as', 'font', '-X', 'PUT'], '--as font: expected a call without the method PUT'],
  [['--as', 'img', '-H', 'x-a: 1'], '--as img: expected a call without the header x-a'],
  [['--as', 'img', '-d', 'x'], '--as img: expected a call without the method POST'],
  [['--as', 'font', '--credentials', 'include'], '--as font: a page cannot ask for credentials include as font'],
  [['--as', 'module', '--mode', 'no-cors'], '--as module: a page cannot ask for mode no-cors as module'],
  [['--as', 'beacon'], 'expected one of img, script, module, stylesheet, font, audio, video, eventsource'],
])('%j is refused, and nothing is sent', async (args, words) => {
  const { exitCode, first } = await run(ANY, ...args)
  expect(exitCode).toContain(words)
  expect(first).toBeUndefined()
})
