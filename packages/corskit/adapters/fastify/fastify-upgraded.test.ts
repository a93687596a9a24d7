import middie from '@fastify/middie'
import fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import * as node from '../node/node.ts'
import { CLIENTS, type Client, sendUpgrade } from '../testing/upgraded.ts'
import { cors, guard } from './fastify.ts'

const options = { origin: 'https://app.example.com', methods: ['GET'] }
const asks = { ...options, origin: async (origin: string) => origin === options.origin }
const PREFLIGHT = ['OPTIONS', 'Origin: https://app.example.com', 'Access-Control-Request-Method: GET']
const STRANGER = ['GET', 'Origin: https://evil.example']

async function send(
  prepare: (app: FastifyInstance) => Promise<unknown>,
  headers: string[],
  client: Client,
  app: FastifyInstance = fastify(),
) {
  await prepare(app)
  app.get('/', async () => 'hello')
  await app.ready()
  const received = await sendUpgrade((request, response) => app.routing(request, response), headers, client)
  await app.close()
  return received
}

describe.each(CLIENTS)('an upgrade that a plugin gives to the routes, of a client that %s', (client) => {
  test.each([options, asks])('is refused by guard, and disconnected', async (given) => {
    const received = await send(async (app) => app.register(guard, given), STRANGER, client)
    expect(received).toMatch(/^HTTP\/1\.1 403 .*\r\nconnection: close\r\n/is)
  })
  test.each([options, asks])('is disconnected after a preflight', async (given) => {
    const received = await send(async (app) => app.register(cors, given), PREFLIGHT, client)
    expect(received).toMatch(/^HTTP\/1\.1 204 .*\r\nconnection: close\r\n/is)
  })
  test.each([
    ['guard', guard],
    ['cors', cors],
  ] as const)('is disconnected where Fastify does not wait for a predicate of %s', async (_, plugin) => {
    const policy = { ...options, origin: () => new Promise<never>(() => {}), timeout: 50, onFault() {} }
    const prepare = async (app: FastifyInstance) => app.register(plugin, policy)
    expect(await send(prepare, STRANGER, client, fastify({ handlerTimeout: 10 }))).toMatch(/^HTTP\/1\.1 503 /)
  })
  test('is refused by the guard of Node as a middleware of the app, and disconnected', async () => {
    const prepare = async (app: FastifyInstance) => {
      await app.register(middie)
      app.use(node.guard(options))
    }
    expect(await send(prepare, STRANGER, client)).toMatch(/^HTTP\/1\.1 403 .*\r\nconnection: close\r\n/is)
  })
})
