import type { Readable, Writable } from 'node:stream'

export type CdpEvent = { method: string; params: Record<string, unknown>; sessionId?: string }
type Reply = { id?: number; result?: Record<string, unknown>; error?: { message: string } }

export type Cdp = {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>
  onEvent(listener: (event: CdpEvent) => void): void
}

/**
 * The DevTools protocol over `--remote-debugging-pipe`: JSON messages that end with a NUL. Needs no port and no
 * WebSocket.
 */
export function openCdp(write: Writable, read: Readable): Cdp {
  const replies = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>()
  const listeners: ((event: CdpEvent) => void)[] = []
  let count = 0
  let rest = ''

  const take = (message: Reply & CdpEvent) => {
    if (message.id === undefined) {
      for (const listener of listeners) listener(message)
      return
    }
    const reply = replies.get(message.id)
    replies.delete(message.id)
    if (message.error) reply?.reject(new Error(message.error.message))
    else reply?.resolve(message.result ?? {})
  }

  read.setEncoding('utf8')
  read.on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) take(JSON.parse(message))
  })
  read.on('end', () => {
    for (const reply of replies.values()) reply.reject(new Error('Chromium is gone'))
  })
  write.on('error', () => {})

  return {
    send(method, params = {}, sessionId) {
      count += 1
      const id = count
      write.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      return new Promise((resolve, reject) => replies.set(id, { resolve, reject }))
    },
    onEvent: (listener) => void listeners.push(listener),
  }
}
