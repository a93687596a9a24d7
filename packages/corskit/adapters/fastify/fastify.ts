/** `corskit/fastify`: for Fastify 5. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import type { Policy } from '../../policy/define.ts'
import type { PolicyOptions } from '../../policy/options.ts'
import type { PolicySource } from '../../policy/source.ts'
import { headerValue, isCorsResponseHeader } from '../shared/cors-response-headers.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { nodeFacts, nodeGuardFacts } from '../shared/node-facts.ts'
import { decideOf, isInScope, openScope, pathOf } from './fastify-scope.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'
export type { RouteCors } from './fastify-scope.ts'

/** What `register` takes: a policy, the options of one, or `{ policy }` with either of them or a function of the request. */
export type FastifyCorsOptions =
  | Policy<FastifyRequest>
  | PolicyOptions<FastifyRequest>
  | { readonly policy: PolicySource<FastifyRequest> }

/** The same, with the options of `guard` beside `policy`. */
export type FastifyGuardOptions =
  | Policy<FastifyRequest>
  | PolicyOptions<FastifyRequest>
  | ({ readonly policy: PolicySource<FastifyRequest> } & GuardOptions<FastifyRequest>)

const ANSWER = Symbol('corskit.answer')

type AnsweredReply = FastifyReply & { [ANSWER]?: Answer }

/**
 * `app.register(cors, options)`, before the routes. In a plugin of the app it rules that plugin's routes. A route's `config.cors` rules that route and
 * its preflight. OPTIONS routes of the app's own must be registered before the routes that they stand beside.
 */
export async function cors(fastify: FastifyInstance, options: FastifyCorsOptions): Promise<void> {
  const scope = openScope(fastify, sourceOf(options))
  // Hooks with a callback: a promise for each would cost more than all the rest.
  fastify.addHook('onRequest', (request, reply, done) => {
    const decide = isInScope(scope, request) ? decideOf(scope, request) : null
    const answer = decide === null ? null : decide(nodeFacts(request.raw), request)
    if (answer instanceof Promise) answer.then((settled) => proceed(settled, reply, done))
    else proceed(answer, reply, done)
  })
  // Once more when the head is about to be written: the app may have set its own.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const answer = (reply as AnsweredReply)[ANSWER]
    if (answer !== undefined && isInScope(scope, request)) apply(reply, answer)
    done()
  })
}

function proceed(answer: Answer | null, reply: FastifyReply, done: () => void): void {
  // A server that gave up on a slow predicate has sent its reply by now.
  if (answer === null || reply.sent) {
    done()
    return
  }
  ;(reply as AnsweredReply)[ANSWER] = answer
  apply(reply, answer)
  if (answer.kind === 'preflight') reply.code(204).send()
  else done()
}

/**
 * `app.register(guard, options)` after `cors`: refuses cross-site requests that change something, with 403; the origins of the policy are trusted.
 * `{ policy, bypass }` where some requests are to be let through unjudged; a route's `config.guard: false` does that for the route.
 */
export async function guard(fastify: FastifyInstance, options: FastifyGuardOptions): Promise<void> {
  const judge = createJudge(sourceOf(options), bypassOf(options), pathOf)
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.guard === false) return undefined
    const reason = await judge(nodeGuardFacts(request.raw), request)
    return reason === null ? undefined : reply.code(403).type('text/plain').send(REFUSAL)
  })
}

// Fastify's own way to say that the hooks are for the instance that `register` was called on, and not for a child of it.
for (const plugin of [cors, guard]) {
  Object.assign(plugin, {
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: `corskit ${plugin.name}`,
  })
}

/** Fastify passes its own options for `register` along with ours. */
function sourceOf(options: FastifyCorsOptions): PolicySource<FastifyRequest> {
  if ('policy' in options) return options.policy
  const { prefix, logLevel, logSerializers, ...ours } = options as unknown as Record<string, unknown>
  return ours as unknown as PolicySource<FastifyRequest>
}

function bypassOf(options: FastifyGuardOptions): GuardOptions<FastifyRequest> {
  return 'policy' in options && options.bypass !== undefined ? { bypass: options.bypass } : {}
}

function apply(reply: FastifyReply, answer: Answer): void {
  // One look at all of them: to look for one name, Fastify looks in two places.
  const present = reply.getHeaders()
  for (const name in present) {
    if (!isCorsResponseHeader(name) || headerValue(answer.headers, name) !== undefined) continue
    reply.removeHeader(name)
    reply.raw.removeHeader(name)
  }
  for (const header of answer.headers) if (present[header[0]] !== header[1]) reply.header(header[0], header[1])
  // What an app set on the raw response, Fastify's own headers would write over.
  const merged = mergeVary(reply.raw.getHeader('vary'), mergeVary(present['vary'], answer.vary))
  if (merged !== '' && merged !== present['vary']) reply.header('vary', merged)
}
