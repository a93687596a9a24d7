/** One exchange over HTTP/1.1, on a connection of its own: redirects are not followed and the body is not read. */
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Deadline } from './deadline.ts'
import { type Failure, failureOf } from './failure.ts'
import {
  connectHost,
  connectPort,
  headerPairs,
  MAX_RESPONSE_HEAD_BYTES,
  SEVERAL_ADDRESSES,
  type WireAnswer,
  type WireRequest,
} from './wire.ts'

// Not `import`: that reads every export of node:http, and one of them, WebSocket, loads all of undici (20 ms on Node 26).
const { request } = process.getBuiltinModule('node:http')

/** @param tlsSocket a connection that is open already; without one, a plain connection is made */
export function sendHttp1(wire: WireRequest, deadline: Deadline, tlsSocket?: Socket): Promise<WireAnswer> {
  return new Promise((resolve) => {
    let outgoing: ClientRequest | undefined
    const finish = (answer: WireAnswer) => {
      resolve(answer)
      // Also ends the download of a body that nobody will look at.
      outgoing?.destroy()
      tlsSocket?.destroy()
    }
    const fail = (error: unknown) => finish({ failure: failureOf(error, wire.url) })
    deadline.onOver = (failure) => finish({ failure })
    try {
      outgoing = start(wire, tlsSocket)
    } catch (error) {
      fail(error)
      return
    }
    if (tlsSocket !== undefined) deadline.stage = 'waiting for the answer'
    outgoing.on('socket', (socket) => {
      socket.once('connect', () => {
        deadline.stage = 'waiting for the answer'
      })
    })
    outgoing.on('response', (response) => {
      finish({ status: response.statusCode ?? 0, headers: headerPairs(response.rawHeaders) })
    })
    outgoing.on('upgrade', (response, socket) => {
      // From here on the socket is nobody's: an error without a listener would end the process.
      socket.on('error', () => {})
      socket.destroy()
      finish({ failure: switchedProtocols(response) })
    })
    outgoing.on('error', fail)
    outgoing.end(wire.body ?? undefined)
  })
}

function start(wire: WireRequest, tlsSocket: Socket | undefined): ClientRequest {
  const outgoing = request({
    host: connectHost(wire.url),
    port: connectPort(wire.url),
    ...SEVERAL_ADDRESSES,
    path: wire.url.pathname + wire.url.search,
    method: wire.method,
    setHost: false,
    maxHeaderSize: MAX_RESPONSE_HEAD_BYTES,
    // Browsers read bare line feeds, folded lines and control characters; what Node fears of them concerns servers and proxies.
    insecureHTTPParser: true,
    // An agent, even `false`, would make a connection of its own.
    ...(tlsSocket === undefined ? { agent: false } : { createConnection: () => tlsSocket }),
  })
  // Node drops what comes after the 2,000th line without a word; the head's length is bound enough.
  outgoing.maxHeadersCount = 0
  // A PATCH or DELETE without a body would otherwise go out as an empty chunked one, which no browser sends.
  outgoing.useChunkedEncodingByDefault = false
  for (const [name, value] of wire.headers) outgoing.setHeader(titleCase(name), value)
  return outgoing
}

/** Browsers write header names this way in HTTP/1.1, and small servers that compare them byte for byte have come to expect it. */
function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

/** https://fetch.spec.whatwg.org/#concept-http-network-fetch: only a WebSocket may be answered with 101. */
function switchedProtocols(response: IncomingMessage): Failure {
  const protocol = String(response.headers.upgrade ?? 'another protocol').slice(0, 40)
  return { kind: 'http', code: 'HTTP_101', sentence: `The server answered 101 and switched to ${protocol} unasked.` }
}
