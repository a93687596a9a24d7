/** `corskit/h3`: for h3 2 and Nitro 3. */
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { bare } from '../../policy/bare-descriptor.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { ruleBehind } from '../shared/behind.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { callAround, endCall, openCall, rememberGiven } from '../shared/nested.ts'
import { webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import {
  applyToHeaders,
  applyToResponse,
  preflightResponse,
  putIntoEmpty,
  refusedResponse,
} from '../shared/web-response.ts'
import { headersOfError, unruled } from './h3-error-headers.ts'
import type { H3EventLike, H3Middleware } from './h3-event.ts'
import { keepOnError, replaceOnError } from './h3-on-error.ts'
import { markOurs } from './our-middlewares.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'
export type { H3EventLike, H3Middleware } from './h3-event.ts'
export { type NitroAppLike, nitroPlugin } from './nitro-plugin.ts'

/**
 * `app.use(cors(options))`, or with the path that the policy is for: `app.use('/api/**', cors(options))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Event extends H3EventLike = H3EventLike>(
  source: PolicySource<Event>,
  options: CallOptions = {},
): H3Middleware<Event> {
  const decide = createDecide<Event>(source, (event) => webPath(event.req), options)
  // Two parameters: h3 tells a middleware from a handler by their number.
  return markOurs(async (event, next) => {
    const around = callAround(event.req)
    replaceOnError(event.app, stageAfter)
    const decided = decide(webFacts(event.req), event)
    const answer = decided instanceof Promise ? await decided : decided
    if (answer === null) return next()
    if (answer.kind === 'preflight') return stageAfter(event, preflightResponse(answer), answer)
    keepOnError(event, answer)
    const call = openCall([event.req], around)
    let value: unknown
    try {
      value = await next()
    } catch (error) {
      stageForError(event, error, endCall(call, answer))
      throw error
    }
    if (value instanceof Error) {
      stageForError(event, value, endCall(call, answer))
      return value
    }
    const isGiven = value instanceof Response
    const ruling = endCall(call, answer, isGiven ? (value as Response) : undefined)
    ruleBehind(event.req, undefined, ruling)
    if (isGiven) {
      const applied = stageAfter(event, applyToResponse(value as Response, ruling), ruling)
      rememberGiven(applied, call)
      return applied
    }
    const own = headersOf(value)
    stage(event, own, ruling)
    return own === null ? value : withoutCors(value as object, own, ruling)
  })
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Event extends H3EventLike = H3EventLike>(
  source: PolicySource<Event>,
  options: GuardOptions<Event> = {},
): H3Middleware<Event> {
  const judge = createJudge<Event>(source, options, (event) => webPath(event.req))
  return markOurs(async (event, next) => {
    const reason = await judge(webGuardFacts(event.req), event)
    return reason === null ? next() : refusedResponse(REFUSAL, event.req)
  })
}

/**
 * Headers that are staged already (a `Vary`, or headers of CORS) would replace those of the response, so the right ones
 * are staged there too. With a place that is empty h3 gives the response itself; some runtimes would send a copy in
 * another way.
 */
function stageAfter(event: H3EventLike, response: Response, answer: Answer): Response {
  for (const staged of filledPlaces(event)) putInto(staged, response.headers, answer, applyToHeaders)
  return response
}

const PLACES = [Symbol.for('h3.internal.event.res.headers'), Symbol.for('h3.internal.event.res.err.headers')]

/** Where headers are staged. Looks at h3's own symbols, because reading `event.res` would create the headers. */
function filledPlaces(event: H3EventLike): readonly Headers[] {
  if (Object.hasOwn(event, 'res')) return placesOf(event)
  const res: object | undefined = Reflect.get(event, Symbol.for('h3.internal.event.res'))
  if (res === undefined) return []
  const made = PLACES.map((symbol) => Reflect.get(res, symbol) as Headers | undefined)
  return made.filter((headers) => headers !== undefined && headers.keys().next().done !== true) as Headers[]
}

function placesOf({ res }: H3EventLike): Headers[] {
  const { headers, errHeaders } = res
  return errHeaders === undefined ? [headers] : [headers, errHeaders]
}

/**
 * Puts the answer where h3 takes headers from. `own` are the headers of the value that the handler gave, or of the
 * error that it threw. Many requests may share such an object, so nothing is added to it.
 */
function stage(event: H3EventLike, own: Headers | null, answer: Answer): void {
  // Headers that are made just now are empty.
  const put = filledPlaces(event).length === 0 ? putIntoEmpty : applyToHeaders
  for (const staged of placesOf(event)) putInto(staged, own, answer, put)
}

/** h3 makes the response of an error, thrown or returned, and takes headers from it too. */
function stageForError(event: H3EventLike, error: unknown, ruling: Answer): void {
  ruleBehind(event.req, undefined, ruling)
  const headers = headersOfError(error)
  stage(event, headers?.own ?? null, ruling)
  headers?.leaveTo(ruling)
}

function putInto(staged: Headers, own: Headers | null, answer: Answer, put: typeof applyToHeaders): void {
  put(staged, answer)
  const ownVary = own?.get('vary') ?? ''
  if (ownVary !== '') staged.set('vary', mergeVary(ownVary, staged.get('vary') ?? ''))
}

/** An `HTTPResponse` of h3 without those; a copy, because the app may give the same one to other requests. */
function withoutCors(value: object, own: Headers, answer: Answer): object {
  const names = unruled(own, answer)
  if (names.length === 0 || !('body' in value)) return value
  const headers = new Headers(own)
  for (const name of names) headers.delete(name)
  const { body, status, statusText } = value as { body: unknown; status?: unknown; statusText?: unknown }
  const copy: object = Object.create(Object.getPrototypeOf(value))
  // The class has getters of these names.
  for (const [name, part] of Object.entries({ body, status, statusText, headers })) {
    Object.defineProperty(copy, name, bare({ value: part, writable: true, enumerable: true, configurable: true }))
  }
  return copy
}

/** `HTTPResponse` of h3 has its headers here. */
function headersOf(value: unknown): Headers | null {
  try {
    const headers = (value as { headers?: unknown } | null | undefined)?.headers
    return headers instanceof Headers ? headers : null
  } catch {
    return null
  }
}
