import { describe, expect, test } from 'vitest'
import { CLIENTS, sendUpgrade } from '../testing/upgraded.ts'
import { cors, guard } from './node.ts'

const options = { origin: 'https://app.example.com', methods: ['PUT'] }
const asks = async (origin: string) => origin === options.origin
const PREFLIGHT = ['OPTIONS', 'Origin: https://app.example.com', 'Access-Control-Request-Method: PUT']
const STRANGER = ['GET', 'Origin: https://evil.example']

describe.each(CLIENTS)('an upgrade that a server gives to its routes, of a client that %s', (client) => {
  test.each([options, { ...options, origin: asks }])('is refused by guard, and disconnected', async (given) => {
    const guarded = guard(given)
    const received = await sendUpgrade(
      (request, response) => void guarded(request, response, () => {}),
      STRANGER,
      client,
    )
    expect(received).toMatch(/^HTTP\/1\.1 403 .*\r\nconnection: close\r\n/is)
  })
  test.each([options, { ...options, origin: asks }])('is disconnected after a preflight', async (given) => {
    const withCors = cors(given)
    const received = await sendUpgrade(
      (request, response) => void withCors(request, response, () => {}),
      PREFLIGHT,
      client,
    )
    expect(received).toMatch(/^HTTP\/1\.1 204 .*\r\nconnection: close\r\n/is)
  })
})
