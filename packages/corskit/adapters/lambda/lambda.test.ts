import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listen } from '../testing/listen.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard, type LambdaEvent, type LambdaResponse } from './lambda.ts'

/** API Gateway in small: an HTTP request becomes an event, and what the handler gives becomes the response. */
interface Gateway {
  event(request: IncomingMessage): LambdaEvent
  /** How the handler gives several lines of one name. */
  response(response: Response, body: string): LambdaResponse
}

const restApi: Gateway = {
  event: (request) => ({
    httpMethod: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [titleCase(name), String(value)]),
    ),
    multiValueHeaders: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [titleCase(name), values ?? []]),
    ),
  }),
  response: ({ status, headers }, body) => ({
    statusCode: status,
    multiValueHeaders: Object.fromEntries(
      [...headers].map(([name]) => [
        titleCase(name),
        name === 'set-cookie' ? headers.getSetCookie() : [headers.get(name) ?? ''],
      ]),
    ),
    body,
  }),
}

const functionUrl: Gateway = {
  event: (request) => ({
    rawPath: request.url ?? '',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    requestContext: { http: { method: request.method ?? '', path: request.url ?? '' } },
  }),
  response: ({ status, headers }, body) => ({
    statusCode: status,
    headers: Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie')),
    cookies: headers.getSetCookie(),
    body,
  }),
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

function harnessOf(gateway: Gateway): Harness {
  const route = async (event: LambdaEvent) => {
    const method = event.httpMethod ?? event.requestContext?.http?.method ?? ''
    const url = `http://127.0.0.1${event.path ?? event.rawPath}`
    const response = (await webRoute(new Request(url, { method }))) ?? new Response('', { status: 404 })
    return gateway.response(response, await response.text())
  }
  const onError = () => ({ statusCode: 500 })
  return {
    start(mounts) {
      const handlers = new Map(Object.values(mounts).map((source) => [source, cors(source, { onError })(route)]))
      return listen(async (request, response) => {
        const event = gateway.event(request)
        const source = mountOf(mounts, request.url ?? '')
        const handler = source === null ? undefined : handlers.get(source)
        const result = await (handler === undefined ? route(event) : handler(event))
        write(response, result as LambdaResponse)
      })
    },
    startGuarded(policy) {
      const guarded = guard(policy, { bypass: ({ path, rawPath }) => isWebhook(path ?? rawPath) })
      const handler = cors(policy, { onError })(guarded(route))
      return listen(async (request, response) => {
        write(response, (await handler(gateway.event(request))) as LambdaResponse)
      })
    },
  }
}

function write(
  response: ServerResponse,
  { statusCode, headers, multiValueHeaders, cookies, body }: LambdaResponse,
): void {
  response.statusCode = statusCode
  for (const [name, value] of Object.entries(headers ?? {})) response.appendHeader(name, String(value))
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) response.appendHeader(name, values.map(String))
  for (const cookie of cookies ?? []) response.appendHeader('set-cookie', cookie)
  response.end(body)
}

describeBehaviour('lambda, payload format 1.0', harnessOf(restApi))
describeBehaviour('lambda, payload format 2.0 and function URLs', harnessOf(functionUrl))

test('takes a result without statusCode for the body, as format 2.0 does', async () => {
  const handler = cors({ origin: '*' })(() => ({ hello: 'world' }))
  expect(await handler({ requestContext: { http: { method: 'GET', path: '/' } } })).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    body: '{"hello":"world"}',
  })
})
