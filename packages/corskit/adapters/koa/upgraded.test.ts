import Koa, { type Middleware } from 'koa'
import { describe, expect, test } from 'vitest'
import { CLIENTS, type Client, sendUpgrade } from '../testing/upgraded.ts'
import { cors, guard } from './koa.ts'

const options = { origin: 'https://app.example.com', methods: ['PUT'] }
const asks = { ...options, origin: async (origin: string) => origin === options.origin }
const PREFLIGHT = ['OPTIONS', 'Origin: https://app.example.com', 'Access-Control-Request-Method: PUT']
const STRANGER = ['GET', 'Origin: https://evil.example']

const send = (middleware: Middleware, headers: string[], client: Client) =>
  sendUpgrade(new Koa().use(middleware).callback(), headers, client)

describe.each(CLIENTS)('an upgrade that a server gives to its routes, of a client that %s', (client) => {
  test.each([options, asks])('is refused by guard, and disconnected', async (given) => {
    expect(await send(guard(given), STRANGER, client)).toMatch(/^HTTP\/1\.1 403 .*\r\nconnection: close\r\n/is)
  })
  test.each([options, asks])('is disconnected after a preflight', async (given) => {
    expect(await send(cors(given), PREFLIGHT, client)).toMatch(/^HTTP\/1\.1 204 .*\r\nconnection: close\r\n/is)
  })
})
