/** `corskit/fastify`: for Fastify 5. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { ownOf } from '../../policy/checks/taken-options.ts'
import type { Policy } from '../../policy/define.ts'
import { isObjectOfAnApp, mayHold } from '../../policy/kind-of.ts'
import { OPTION_NAMES, type PolicyOptions } from '../../policy/options.ts'
import { type CallOptions, isPolicy, type PolicySource } from '../../policy/source.ts'
import { headerValue, isCorsResponseHeader } from '../shared/cors-response-headers.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { nodeFacts, nodeGuardFacts } from '../shared/node-facts.ts'
import { repeatInHead } from '../shared/node-response.ts'
import { closeUpgraded } from '../shared/upgraded.ts'
import { refuseWithoutPolicy } from './beside-policy.ts'
import { leadPreflights, rulingOf } from './fastify-preflight.ts'
import { decideOf, openScope, pathOf, type RouteDecide } from './fastify-scope.ts'
import { checkRouteGuard, configOfReached } from './route-config.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'
export type { RouteCors } from './fastify-scope.ts'

/**
 * What `register` takes: a policy, the options of one, or `{ policy }` with either of them or a function of the
 * request.
 */
export type FastifyCorsOptions =
  | Policy<FastifyRequest>
  | PolicyOptions<FastifyRequest>
  | ({ readonly policy: PolicySource<FastifyRequest> } & CallOptions)

/** The same, with the options of `guard` beside `policy`. */
export type FastifyGuardOptions =
  | Policy<FastifyRequest>
  | PolicyOptions<FastifyRequest>
  | ({ readonly policy: PolicySource<FastifyRequest> } & GuardOptions<FastifyRequest>)

/**
 * `app.register(cors, options)`. In a plugin of the app it rules that plugin's routes. A route's `config.cors` rules
 * that route. A preflight gets the policy of the route that it is for.
 */
export async function cors(fastify: FastifyInstance, options: FastifyCorsOptions): Promise<void> {
  const { source, calls } = given(options, 'cors')
  const scope = openScope(fastify, source, calls)
  // The hook takes a callback: a promise for each request would cost more than everything else here.
  const rule = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const ruling = request.raw.method === 'OPTIONS' ? rulingOf(scope, request, reply) : null
    if (ruling === null) answer(decideOf(scope, request, reply), request, reply, done)
    else answer(ruling.decide, ruling.request, reply, done)
  }
  fastify.addHook('onRequest', leadPreflights(scope.app, fastify, rule))
}

function answer(decide: RouteDecide, request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const given = decide === null ? null : decide(nodeFacts(request.raw), request)
  if (given instanceof Promise) given.then((settled) => proceed(settled, reply, done))
  else proceed(given, reply, done)
}

function proceed(answer: Answer | null, reply: FastifyReply, done: () => void): void {
  if (isAnswered(reply) || answer === null) {
    done()
    return
  }
  apply(reply, answer)
  // The app may set CORS headers itself, on the reply (in `onSend` of a preflight too) and on Node's response, and may
  // take the response over (`reply.hijack()`).
  repeatInHead(reply.raw, answer, { addsToVary: true })
  if (answer.kind === 'preflight') {
    closeUpgraded(reply.raw)
    reply.code(204).send()
    return
  }
  done()
}

/**
 * `app.register(guard, options)` after `cors`: refuses cross-site requests that change something, with 403; the origins
 * of the policy are trusted. `{ policy, bypass }` lets some requests through unjudged; a route's `config.guard: false`
 * does that for all requests of the route.
 */
export async function guard(fastify: FastifyInstance, options: FastifyGuardOptions): Promise<void> {
  const { source, calls } = given(options, 'guard')
  const judge = createJudge(source, calls, pathOf)
  const routes: RouteOptions[] = []
  fastify.addHook('onRoute', (route) => {
    checkRouteGuard(route)
    routes.push(route)
  })
  // Later hooks may have changed their `config`.
  fastify.addHook('onReady', async () => routes.splice(0).forEach(checkRouteGuard))
  fastify.addHook('onRequest', (request, reply, done) => {
    const settle = (reason: unknown) => {
      if (isAnswered(reply) || reason === null) {
        done()
        return
      }
      closeUpgraded(reply.raw)
      reply.code(403).type('text/plain').send(REFUSAL)
    }
    if (configOfReached(request, 'guard') === false) {
      done()
      return
    }
    const reason = judge(nodeGuardFacts(request.raw), request)
    if (reason instanceof Promise) reason.then(settle)
    else settle(reason)
  })
}

// Fastify's own way to say that the hooks are for the instance that `register` was called on, and not for a child of
// it.
for (const plugin of [cors, guard]) {
  Object.assign(plugin, {
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: `corskit ${plugin.name}`,
  })
}

interface Given {
  readonly source: PolicySource<FastifyRequest>
  readonly calls: GuardOptions<FastifyRequest>
}

/**
 * Fastify passes its own options of `register` together with ours. Only own properties count, so that a polluted
 * prototype cannot be a policy.
 */
function given(options: FastifyCorsOptions | FastifyGuardOptions, plugin: 'cors' | 'guard'): Given {
  if (isPolicy(options as Policy<FastifyRequest>)) return { source: options as Policy<FastifyRequest>, calls: {} }
  // Said as everywhere, where it is not an object of options.
  if (!isObjectOfAnApp(options) || !mayHold(options, ['policy', ...OPTION_NAMES])) {
    return { source: options as PolicyOptions<FastifyRequest>, calls: {} }
  }
  const { prefix, logLevel, logSerializers, ...ours } = ownOf(options as object as Readonly<Record<string, unknown>>)
  if (!Object.hasOwn(ours, 'policy')) {
    refuseWithoutPolicy(ours, plugin)
    return { source: ours as unknown as PolicySource<FastifyRequest>, calls: {} }
  }
  const { policy, ...calls } = ours
  return { source: policy as PolicySource<FastifyRequest>, calls }
}

/** Fastify itself answers where a predicate takes longer than `handlerTimeout`. */
function isAnswered(reply: FastifyReply): boolean {
  if (reply.raw.headersSent) closeUpgraded(reply.raw)
  return reply.sent || reply.raw.headersSent
}

function apply(reply: FastifyReply, answer: Answer): void {
  // All headers are read at once, because each `getHeader` of Fastify searches two objects.
  const present = reply.getHeaders()
  for (const name in present) {
    if (!isCorsResponseHeader(name) || headerValue(answer.headers, name) !== undefined) continue
    reply.removeHeader(name)
    reply.raw.removeHeader(name)
  }
  for (const header of answer.headers) if (present[header[0]] !== header[1]) reply.header(header[0], header[1])
  const vary = Object.hasOwn(present, 'vary') ? present['vary'] : undefined
  // Fastify's own `Vary` replaces the one that an app has set on the raw response.
  const merged = mergeVary(reply.raw.getHeader('vary'), mergeVary(vary, answer.vary))
  if (merged !== '' && merged !== vary) reply.header('vary', merged)
}
