import type { LabRequest } from '@corskit/lab'
import { expect, test } from 'vitest'
import { httpServer } from '../testing/servers.ts'
import { checkLabRequest } from './check-lab-request.ts'

const request: LabRequest = {
  url: 'http://127.0.0.1:1/',
  origin: 'http://127.0.0.1:4680',
  method: 'GET',
  headers: [],
  body: '',
  credentials: 'same-origin',
  mode: 'cors',
  engine: 'standard',
}

test('a request of the form goes out as the command would send it', async () => {
  let sent = ''
  const url = await httpServer((incoming, response) => {
    sent += `${incoming.method} ${incoming.headers['x-dash']} `
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'x-dash')
    response.end()
  })
  const answer = await checkLabRequest({
    ...request,
    url,
    method: 'POST',
    headers: [['X-Dash', '--json']],
    body: '--help',
  })
  expect(answer).toMatchObject({
    outcome: { verdict: 'allowed' },
    sentence: expect.stringContaining('may read'),
    notes: [],
  })
  expect(sent).toBe('OPTIONS undefined POST --json ')
})

test.each([
  [{ url: '--help' }, "'--help' is not an http or https URL: expected http://… or https://…"],
  [{ url: '' }, "'' is not an http or https URL: expected http://… or https://…"],
  [{ origin: '' }, "--origin '': expected an origin such as https://app.example.com"],
  [{ method: '--help' }, null],
  [{ method: 'TRACE' }, "-X 'TRACE': no browser lets a page send CONNECT, TRACE or TRACK; expected another method"],
  [{ engine: 'trident' }, "--engine 'trident': expected one of standard, chromium, firefox, webkit"],
] as const)('%o is told in one line', async (change, mistake) => {
  const answer = await checkLabRequest({ ...request, ...change })
  if (mistake === null) expect(answer).toHaveProperty('outcome')
  else expect(answer).toEqual({ mistake })
})
