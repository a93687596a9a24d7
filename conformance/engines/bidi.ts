type Reply = { id?: number; type: string; result?: Record<string, unknown>; error?: string; message?: string }

export type Bidi = {
  send(method: string, params: object): Promise<Record<string, unknown>>
  close(): void
}

/** WebDriver BiDi over Node's own WebSocket. Events are not subscribed to: what we want from Firefox is asked for. */
export async function openBidi(url: string, onGone: () => void): Promise<Bidi> {
  const socket = new WebSocket(url)
  const replies = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>()
  let count = 0
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error(`no WebDriver BiDi at ${url}`))
  })
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Reply
    const reply = replies.get(message.id ?? 0)
    replies.delete(message.id ?? 0)
    if (message.type === 'error') reply?.reject(new Error(`${message.error}: ${message.message}`))
    else reply?.resolve(message.result ?? {})
  }
  socket.onclose = () => {
    for (const reply of replies.values()) reply.reject(new Error('Firefox is gone'))
    onGone()
  }
  return {
    send(method, params) {
      count += 1
      const id = count
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve, reject) => replies.set(id, { resolve, reject }))
    },
    close: () => socket.close(),
  }
}
