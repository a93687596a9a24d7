import { cors as elysiaCors } from '@elysiajs/cors'
import { cors } from 'corskit/elysia'
import { Elysia } from 'elysia'
import { type Middleware, OPTIONS } from './with-policy.ts'

/** On Bun, Elysia's usual runtime. */
export async function start(middleware: Middleware): Promise<number> {
  const app = new Elysia()
  if (middleware === 'corskit') app.use(cors(OPTIONS))
  if (middleware === 'peer') app.use(elysiaCors(OPTIONS))
  app.get('/', () => 'ok').listen({ port: 0, hostname: '127.0.0.1' })
  return (app.server as { port: number }).port
}
