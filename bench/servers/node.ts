import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import corsPackage from 'cors'
import { cors } from 'corskit/node'
import { type Middleware, OPTIONS } from './with-policy.ts'

export const listenOn = (listener: RequestListener): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(listener).listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const hello: RequestListener = (_request, response) => void response.end('ok')

export function start(middleware: Middleware): Promise<number> {
  if (middleware === 'nothing') return listenOn(hello)
  const before = middleware === 'corskit' ? cors(OPTIONS) : corsPackage(OPTIONS)
  return listenOn((request, response) => void before(request, response, () => hello(request, response)))
}

/** The head is written before the body, as apps that stream do. */
export function startWithHead(middleware: Middleware): Promise<number> {
  const streams: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.end('ok')
  }
  if (middleware === 'nothing') return listenOn(streams)
  const before = middleware === 'corskit' ? cors(OPTIONS) : corsPackage(OPTIONS)
  return listenOn((request, response) => void before(request, response, () => streams(request, response)))
}
