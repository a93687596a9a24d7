/** One exchange over HTTP/1.1: redirects are not followed, and the body is left to others. */
import type { Socket } from 'node:net'
import type { Deadline } from './deadline.ts'
import { failureOf } from './failure.ts'
import { ASKS_WHO, proxyHeaders } from './proxy.ts'
import { readHead } from './response-head.ts'
import type { Connection } from './tcp.ts'
import type { HttpProxy, WireAnswer, WireRequest } from './wire.ts'

/** Called with the connection at the end. @param received the head, and as much of the body as came with it */
export type Afterwards = (socket: Socket, answer: WireAnswer, received: string) => void

/** This also ends the download of the body, which is not needed. */
const cut: Afterwards = (socket) => socket.destroy()

export function sendHttp1(
  wire: WireRequest,
  deadline: Deadline,
  { socket, proxy }: Connection,
  afterwards = cut,
): Promise<WireAnswer> {
  return new Promise((resolve) => {
    let received = ''
    const isTls = wire.url.protocol === 'https:'
    const finish = (answer: WireAnswer) => {
      for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener)
      resolve(answer)
      afterwards(socket, answer, received)
    }
    const look = (ended: boolean) => {
      const head = readHead(received, ended, isTls)
      if (head === 'more') return
      if ('failure' in head) finish({ failure: withHint(head.failure, received, isTls) })
      else finish(head.status === 407 && proxy !== undefined ? { failure: ASKS_WHO } : head)
    }
    deadline.waitForAnswer()
    deadline.onOver = (failure) => finish({ failure })
    socket.setEncoding('latin1')
    const listeners = {
      data: (text: string) => {
        received += text
        look(false)
      },
      error: (error: unknown) => finish({ failure: failureOf(error, wire.url) }),
      end: () => look(true),
      close: () => finish({ failure: failureOf({ code: 'ECONNRESET' }, wire.url) }),
    }
    for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener)
    socket.write(requestHead(wire, proxy), 'latin1')
    if (wire.body !== null) socket.write(wire.body)
  })
}

/** A proxy needs the whole URL. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function requestHead({ method, url, headers }: WireRequest, proxy: HttpProxy | undefined): string {
  const all = proxy === undefined ? headers : [...headers, ...proxyHeaders(proxy)]
  const lines = all.map(([name, value]) => `${titleCase(name)}: ${value}\r\n`)
  const target = `${proxy === undefined ? '' : `http://${url.host}`}${url.pathname}${url.search}`
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}

/** Browsers write header names like this in HTTP/1.1, and some small servers compare them byte for byte. */
function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

/** A TLS record, probably an alert. https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const TLS_RECORD = /^[\x14-\x17]\x03[\0-\x04]/

function withHint<Told extends { readonly sentence: string }>(failure: Told, received: string, isTls: boolean): Told {
  if (isTls || !TLS_RECORD.test(received)) return failure
  return { ...failure, sentence: `${failure.sentence} It speaks TLS: the URL must begin with https:.` }
}
