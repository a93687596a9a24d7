import type { AddressInfo } from 'node:net'
import fastifyCors from '@fastify/cors'
import { cors } from 'corskit/fastify'
import fastify from 'fastify'
import { type Middleware, OPTIONS } from './with-policy.ts'

export async function start(middleware: Middleware): Promise<number> {
  const app = fastify()
  if (middleware === 'corskit') await app.register(cors, OPTIONS)
  if (middleware === 'peer') await app.register(fastifyCors, OPTIONS)
  app.get('/', () => 'ok')
  await app.listen({ port: 0, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}
