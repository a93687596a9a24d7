/**
 * The routes of the behaviour suite for plain `http`, and for the frameworks that hand over Node's request and
 * response.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { ExpectedError } from './harness.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export const NODE_HANDLERS: Readonly<Record<string, Handler>> = {
  hello: (request, response) => {
    if (request.method === 'OPTIONS') response.setHeader('x-app', 'options')
    response.end(request.method === 'OPTIONS' ? '' : 'hello')
  },
  throws: () => {
    throw new ExpectedError()
  },
  rejects: async () => {
    await setTimeout(1)
    throw new ExpectedError()
  },
  'not-modified': (_, response) => {
    response.writeHead(304, { etag: '"1"' }).end()
  },
  stream: async (_, response) => {
    for (const chunk of ['one ', 'two ', 'three']) {
      response.write(chunk)
      await setTimeout(1)
    }
    response.end()
  },
  redirect: (_, response) => {
    response.writeHead(302, { location: '/hello' }).end()
  },
  cookies: (_, response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    response.end()
  },
  'vary-set': (_, response) => {
    response.setHeader('Vary', 'Accept-Encoding')
    response.end()
  },
  'vary-list': (_, response) => {
    response.setHeader('Vary', ['Accept-Encoding', 'Accept'])
    response.end()
  },
  'vary-head': (_, response) => {
    response.writeHead(200, 'OK', { Vary: 'Accept-Encoding' }).end()
  },
  'vary-any': (_, response) => {
    response.setHeader('vary', '*')
    response.end()
  },
  'vary-same': (_, response) => {
    response.setHeader('vary', 'origin')
    response.end()
  },
  'own-cors': (_, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.appendHeader('Access-Control-Allow-Origin', 'https://other.example')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.end()
  },
  'own-cors-head': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Credentials', 'true']).end()
  },
}

/** `undefined` for paths that are not routes. */
export function nodeHandler(path: string): Handler | undefined {
  return NODE_HANDLERS[path.replace(/\?.*/, '').replace(/^\/(?:[ab]\/)?/, '')]
}
