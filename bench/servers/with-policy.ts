/** What every server of the benchmark allows, as options of each package. */
import { POLICY } from '../server-scenarios.ts'

export const ORIGIN = 'https://app.example.com'

/** `nothing` is the same server without any middleware, `peer` the framework's own package. */
export type Middleware = 'nothing' | 'corskit' | 'peer'

/** The options of `cors`, @fastify/cors, @elysiajs/cors and corskit. */
export const OPTIONS = {
  origin: [ORIGIN],
  methods: [...POLICY.methods],
  allowedHeaders: [...POLICY.allowedHeaders],
}

/** The options of @koa/cors, hono/cors and h3. */
export const OTHER_WORDS = { allowMethods: OPTIONS.methods, allowHeaders: OPTIONS.allowedHeaders }

/** Starts one server and prints its port. */
export type Start = (middleware: Middleware) => Promise<number>
