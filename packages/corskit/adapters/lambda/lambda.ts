/**
 * `corskit/lambda`: for AWS Lambda behind API Gateway (REST and HTTP APIs, payload formats 1.0 and 2.0), function URLs
 * and load balancers.
 */
import type { GuardFacts } from '../../guard/judge.ts'
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { isCorsResponseHeader } from '../shared/cors-response-headers.ts'
import { createDecide, type Decide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { callAround, decideOf, endCall, openCall, rememberDecide, rememberGiven } from '../shared/nested.ts'

import { called } from './called.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of an event is looked at: format 1.0 has `httpMethod`, format 2.0 (and function URLs) `requestContext.http`. */
export interface LambdaEvent {
  readonly httpMethod?: string
  readonly path?: string
  readonly rawPath?: string
  readonly rawQueryString?: string
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null
  readonly headers?: Readonly<Record<string, string | undefined>> | null
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null
  readonly requestContext?: { readonly http?: { readonly method: string; readonly path: string } }
}

/** The response of both formats. In format 2.0, anything without `statusCode` is the body of a 200. */
export interface LambdaResponse {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string | number | boolean>>
  readonly multiValueHeaders?: Readonly<Record<string, readonly (string | number | boolean)[]>>
  readonly cookies?: readonly string[]
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

/** A handler of AWS Lambda: it gets the event and whatever else Lambda passes. */
export type LambdaHandler<Event extends LambdaEvent, Rest extends unknown[]> = (
  event: Event,
  ...rest: Rest
) => Promise<unknown> | unknown

/** The options of the wrapper beside its policy. */
export interface LambdaOptions<Event> extends CallOptions {
  /**
   * Makes the response for what the handler throws, and where it gives none: the gateway's own 502 has no CORS headers,
   * so no page could read it. Default: the error goes to `console.error`, and a bare 500 to the client.
   */
  readonly onError?: (error: unknown, event: Event) => LambdaResponse | Promise<LambdaResponse>
}

/**
 * Wraps a handler: `export const handler = cors(options)(async (event) => ({ statusCode: 200, body: 'hello' }))`.
 * Switch the gateway's own CORS configuration off: it would answer preflights itself, and replace these headers.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Event extends LambdaEvent = LambdaEvent>(
  source: PolicySource<Event>,
  options: LambdaOptions<Event> = {},
): <Rest extends unknown[]>(handler: LambdaHandler<Event, Rest>) => (event: Event, ...rest: Rest) => Promise<unknown> {
  const { onError = bare500, ...calls } = checkCallOptions(options, 'onError')
  const decide = createDecide<Event>(source, pathOf, calls)
  return <Rest extends unknown[]>(handler: LambdaHandler<Event, Rest>) => {
    const inner = decideOf<Event>(handler)
    const decideWithin: Decide<Event> =
      inner === undefined ? decide : async (facts, event) => (await inner(facts, event)) ?? decide(facts, event)
    const withCors = async (event: Event, ...rest: Rest): Promise<unknown> => {
      // An event of a queue or a timer: its result is not an HTTP response.
      if (methodOf(event) === '') return handler(event, ...rest)
      refuseStreams(rest[0])
      const around = callAround(event)
      const facts = lambdaFacts(event)
      const isAsking = methodOf(event) === 'OPTIONS' && facts.requestMethod !== undefined && facts.origin !== undefined
      const answer = await (isAsking ? decideWithin(facts, event) : decide(facts, event))
      if (answer === null) return handler(event, ...rest)
      if (answer.kind === 'preflight') return withAnswer({ statusCode: 204 }, answer, event)
      const call = openCall([event], around)
      const response = await respond(handler, event, rest)
      const applied = withAnswer(response, endCall(call, answer, response), event)
      rememberGiven(applied, call)
      return applied
    }
    rememberDecide(withCors, decideWithin)
    return withCors
  }

  async function respond<Rest extends unknown[]>(handler: LambdaHandler<Event, Rest>, event: Event, rest: Rest) {
    try {
      return toResponse(await called(handler, event, rest), event)
    } catch (error) {
      return responseTo(error, event, onError)
    }
  }
}

/**
 * `awslambda.streamifyResponse` hands over the stream in the second place, and does not look at what a handler gives.
 */
function refuseStreams(second: unknown): void {
  if (typeof second === 'object' && second !== null && 'setContentType' in second)
    throw new Error('corskit/lambda: a streamed response (awslambda.streamifyResponse) is not supported')
}

/** Path and query. Format 1.0 has the query in parts only. */
function pathOf(event: LambdaEvent): string {
  const path = event.rawPath ?? event.path ?? ''
  const parts = Object.entries(event.multiValueQueryStringParameters ?? event.queryStringParameters ?? {})
  const pairs = parts.flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value]))
  const query = event.rawQueryString ?? new URLSearchParams(pairs).toString()
  return query === '' ? path : `${path}?${query}`
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes inside
 * `cors`: `cors(options)(guard(options)(handler))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Event extends LambdaEvent = LambdaEvent>(
  source: PolicySource<Event>,
  options: GuardOptions<Event> = {},
): <Rest extends unknown[]>(handler: LambdaHandler<Event, Rest>) => (event: Event, ...rest: Rest) => Promise<unknown> {
  const judge = createJudge<Event>(source, options, pathOf)
  return <Rest extends unknown[]>(handler: LambdaHandler<Event, Rest>) => {
    const guarded = async (event: Event, ...rest: Rest): Promise<unknown> => {
      if (!isAsked(event)) return called(handler, event, rest)
      const reason = await judge(lambdaGuardFacts(event), event)
      if (reason === null) return called(handler, event, rest)
      const response = { statusCode: 403, body: REFUSAL }
      return hasLinesOnly(event)
        ? { ...response, multiValueHeaders: { 'content-type': ['text/plain'] } }
        : { ...response, headers: { 'content-type': 'text/plain' } }
    }
    const inner = decideOf<Event>(handler)
    if (inner !== undefined) rememberDecide(guarded, inner)
    return guarded
  }
}

function lambdaGuardFacts(event: LambdaEvent): GuardFacts {
  const text = (name: string) => {
    const value = headerOf(event, name)
    return typeof value === 'object' ? value.join(', ') : value
  }
  return {
    method: methodOf(event),
    origin: text('origin'),
    fetchSite: text('sec-fetch-site'),
    host: text('host'),
    upgrade: text('upgrade'),
  }
}

/** Empty where no response of HTTP comes of the event. */
function methodOf(event: LambdaEvent): string {
  return isAsked(event) ? (event.requestContext?.http?.method ?? event.httpMethod ?? '') : ''
}

/**
 * Whether the event may be a request: a function can be invoked with any JSON, and the event of an authorizer looks
 * similar and needs another result.
 */
function isAsked(event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return false
  const { type, methodArn, routeArn } = event as Readonly<Record<string, unknown>>
  return type !== 'REQUEST' || (typeof methodArn !== 'string' && typeof routeArn !== 'string')
}

function lambdaFacts(event: LambdaEvent): RequestFacts {
  return {
    method: methodOf(event),
    origin: headerOf(event, 'origin'),
    requestMethod: headerOf(event, 'access-control-request-method'),
    requestHeaders: headerOf(event, 'access-control-request-headers'),
    requestPrivateNetwork: headerOf(event, 'access-control-request-private-network'),
  }
}

/**
 * Format 1.0 keeps the client's spelling of names, and of repeated lines only the last outside of `multiValueHeaders`.
 */
function headerOf({ multiValueHeaders, headers }: LambdaEvent, name: string): string | readonly string[] | undefined {
  for (const [key, lines] of Object.entries(multiValueHeaders ?? {})) if (key.toLowerCase() === name) return lines
  for (const [key, value] of Object.entries(headers ?? {})) if (key.toLowerCase() === name) return value
  return undefined
}

/** @throws {TypeError} for what a gateway answers with its own 502, which has no CORS headers */
function toResponse(result: unknown, { httpMethod }: LambdaEvent): LambdaResponse {
  if (typeof result === 'object' && result !== null && 'statusCode' in result) return result as LambdaResponse
  if (httpMethod !== undefined)
    throw new TypeError('the handler gave no response: in format 1.0, and to a load balancer, it is { statusCode, … }')
  const headers = { 'content-type': 'application/json' }
  return { statusCode: 200, headers, body: typeof result === 'string' ? result : JSON.stringify(result ?? null) }
}

/** A load balancer with multi-value headers only sends and reads `multiValueHeaders`. */
function hasLinesOnly({ headers, multiValueHeaders }: LambdaEvent): boolean {
  return (headers ?? null) === null && (multiValueHeaders ?? null) !== null
}

/** A copy: the handler may give the same object to every request. */
function withAnswer(response: LambdaResponse, answer: Answer, event: LambdaEvent): LambdaResponse {
  const vary: string[] = []
  const isOurs = (name: string, value: unknown) => {
    const lower = name.toLowerCase()
    if (lower === 'vary') vary.push(String(value))
    return lower === 'vary' || isCorsResponseHeader(lower)
  }
  const headers: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(response.headers ?? {})) if (!isOurs(name, value)) headers[name] = value
  const lines: Record<string, readonly (string | number | boolean)[]> = {}
  for (const [name, values] of Object.entries(response.multiValueHeaders ?? {})) {
    if (!isOurs(name, values)) lines[name] = values
  }
  const merged = mergeVary(vary, answer.vary)
  const ours = merged === '' ? answer.headers : [...answer.headers, ['vary', merged] as const]
  if (hasLinesOnly(event)) {
    // What the handler gave as `headers` would be lost as well.
    for (const [name, value] of Object.entries(headers)) {
      // JSON leaves `undefined` out, but not in a list.
      if (value !== undefined) lines[name] ??= [value]
    }
    for (const [name, value] of ours) lines[name] = [value]
    return { ...response, headers: {}, multiValueHeaders: lines }
  }
  for (const [name, value] of ours) headers[name] = value
  return { ...response, headers, ...(response.multiValueHeaders && { multiValueHeaders: lines }) }
}

/** An `onError` that fails itself leaves the bare 500. */
async function responseTo<Event>(
  error: unknown,
  event: Event,
  onError: NonNullable<LambdaOptions<Event>['onError']>,
): Promise<LambdaResponse> {
  try {
    const response: unknown = await onError(error, event)
    if (typeof response === 'object' && response !== null) return response as LambdaResponse
    return bare500(new TypeError(`onError gave ${String(response)}, and not a response`))
  } catch (fault) {
    return bare500(fault)
  }
}

function bare500(error: unknown): LambdaResponse {
  console.error(error)
  return { statusCode: 500, body: 'Internal Server Error' }
}
