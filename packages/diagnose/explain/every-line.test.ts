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
