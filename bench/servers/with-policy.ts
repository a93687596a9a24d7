/** What every server of the benchmark allows, in the words of each package. */
import { POLICY } from '../server-scenarios.ts'

export const ORIGIN = 'https://app.example.com'

/** `nothing` is the same server without any middleware, `peer` the framework's own package. */
export type Middleware = 'nothing' | 'corskit' | 'peer'

/** The words of `cors`, which @fastify/cors, @elysiajs/cors and corskit share. */
export const OPTIONS = {
  origin: [ORIGIN],
  methods: [...POLICY.methods],
  allowedHeaders: [...POLICY.allowedHeaders],
}

/** The words of @koa/cors, hono/cors and h3. */
export const OTHER_WORDS = { allowMethods: OPTIONS.methods, allowHeaders: OPTIONS.allowedHeaders }

/** Starts one server, and says on which port it is. */
export type Start = (middleware: Middleware) => Promise<number>
