/** Lines that engines print seldom, or no longer: each is told a cause. */
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import type { InputRead } from './explanation.ts'
import { readInput } from './read-input.ts'

const API = 'http://10.0.0.7/users'
const chromium = (reason: string) =>
  `Access to fetch at '${API}' from origin 'https://app.example.com' has been blocked by CORS policy: ${reason}`
const firefox = (reason: string) =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. ${reason}`
const preflight = (header: string) =>
  `No '${header}' header was present in the preflight response for this private network request targeting the \`local\` address space.`

test.each([
  [
    chromium('Request had no target IP address space, yet the resource is in address space `local`.'),
    'local-network-access',
  ],
  [chromium(preflight('Access-Control-Allow-Private-Network')), 'local-network-access'],
  [chromium(preflight('Private-Network-Access-Id')), 'local-network-access'],
  [chromium(preflight('Private-Network-Access-Name')), 'local-network-access'],
  [
    chromium(
      "The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the `local` address space had a value of 'no', not 'true'.",
    ),
    'local-network-access',
  ],
  [chromium('Unable to ask for permission to access the `local` IP address space.'), 'local-network-access'],
  [chromium('The response is invalid.'), 'connection-failed'],
  [firefox('(Reason: CORS disabled).'), 'browser-setting'],
  [firefox('(Reason: CORS header ‘Origin’ cannot be added).'), 'browser-setting'],
  [
    'The network connection was lost.\nFetch API cannot load http://10.0.0.7/users due to access control checks.',
    'connection-dropped',
  ],
  [
    'Could not connect to the server.\nXMLHttpRequest cannot load http://10.0.0.7/users due to access control checks.',
    'nothing-listens',
  ],
  [
    `[blocked] The page at https://app.example.com/ requested insecure content from ${API}. This content was blocked and must be served over HTTPS.\nNot allowed to request resource\nFetch API cannot load ${API} due to access control checks.`,
    'mixed-content',
  ],
])('%s', (line, cause) => {
  const { failures } = explain(readInput(line) as InputRead)
  expect(failures.map(({ causes, request }) => [causes[0]?.id, request.url])).toEqual([[cause, API]])
})

const SPRITE = 'https://cdn.example.com/sprite.svg#icon'
const APP = 'https://app.example.com'

test.each([
  [`Unsafe attempt to load URL ${SPRITE} from frame with URL ${APP}/. Domains, protocols and ports must match.`],
  [`Unsafe attempt to load URL ${SPRITE} from origin ${APP}. Domains, protocols and ports must match.`],
  [`Security Error: Content at ${APP}/ may not load data from ${SPRITE}.`],
])('%s is told of an element, with the page of the line', (line) => {
  const [failure] = explain(readInput(line) as InputRead).failures
  expect(failure?.request).toEqual({ method: 'GET', url: SPRITE, origin: APP })
  expect(failure?.causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([
    'own-origin-only likely',
    'same-origin-mode possible',
    'redirect-not-followable possible',
  ])
})

const firstCause = (text: string) => explain(readInput(text) as InputRead).failures.map(({ causes }) => causes[0]?.id)

test('a file that a page names was not redirected to, and that of a redirect was', () => {
  expect(firstCause(`Security Error: Content at ${APP}/ may not load or link to file:///C:/a.png.`)).toEqual([
    'scheme-not-supported',
  ])
  const line = 'Not allowed to load local resource: file:///C:/a.png'
  expect(firstCause(line)).toEqual(['scheme-not-supported'])
  const redirected = `${line}\nFetch API cannot load https://api.example.com/a due to access control checks.`
  expect(firstCause(redirected)).toEqual(['redirect-not-followable'])
})

test('status 0 of Safari is no failure of a server', () => {
  const line = 'Origin null is not allowed by Access-Control-Allow-Origin. Status code: 0'
  expect(firstCause(line)).toEqual(['scheme-not-supported'])
  const cannotLoad = 'XMLHttpRequest cannot load file:///a.json due to access control checks.'
  expect(firstCause(`${line}\n${cannotLoad}\nFailed to load resource: ${line} (a.json, line 0)`)).toEqual([
    'scheme-not-supported',
  ])
  expect(firstCause(line.replace('0', '500'))).toEqual(['error-without-headers'])
})

test.each([
  [firefox('(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’). Status code: 200.')],
  [`The resource at “${API}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof).`],
])('%s: no evidence has a value that the line does not tell', (line) => {
  const [failure] = explain(readInput(line) as InputRead).failures
  expect(failure?.causes[0]?.evidence[0]).toMatch(/^The console /)
})
