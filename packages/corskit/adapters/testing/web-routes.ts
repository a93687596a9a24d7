/**
 * The routes of the behaviour suite as one web-standard handler, for the frameworks whose handlers give a `Response`.
 */
import { ExpectedError } from './harness.ts'

export const HELLO_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const

const HANDLERS: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  hello: ({ method }) =>
    method === 'OPTIONS'
      ? new Response('', { headers: { 'x-app': 'options' } })
      : new Response(method === 'HEAD' ? null : 'hello'),
  throws: () => {
    throw new ExpectedError()
  },
  rejects: async () => {
    await aMoment()
    throw new ExpectedError()
  },
  'not-modified': () => new Response(null, { status: 304, headers: { etag: '"1"' } }),
  stream: () => new Response(chunks('one ', 'two ', 'three')),
  redirect: () => Response.redirect('http://127.0.0.1/hello', 302),
  cookies: () => {
    const headers = new Headers()
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    return new Response('', { headers })
  },
  'vary-set': () => new Response('', { headers: { vary: 'Accept-Encoding' } }),
  'vary-list': () => {
    const response = new Response('')
    response.headers.append('vary', 'Accept-Encoding')
    response.headers.append('vary', 'Accept')
    return response
  },
  'vary-head': () => new Response('', { headers: [['Vary', 'Accept-Encoding']] }),
  'vary-any': () => new Response('', { headers: { vary: '*' } }),
  'vary-same': () => new Response('', { headers: { vary: 'origin' } }),
  'own-cors': () => ownCors(),
  'own-cors-head': () => ownCors(),
}

/** Without `node:timers`: these routes also run where there is no Node. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

function chunks(...texts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      await aMoment()
      const text = texts.shift()
      if (text === undefined) controller.close()
      else controller.enqueue(encoder.encode(text))
    },
  })
}

function ownCors(): Response {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' }
  return new Response('', { headers })
}

/** `null` for paths that are not routes. */
export function webRoute(request: Request): Response | Promise<Response> | null {
  const { pathname } = new URL(request.url)
  const handler = HANDLERS[pathname.replace(/^\/(?:[ab]\/)?/, '')]
  return handler === undefined ? null : handler(request)
}
