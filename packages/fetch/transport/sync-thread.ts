/** The thread that talks while the page waits: see sync-connection.ts. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Connections } from './connections.ts'
import { readNameMap } from './name-map.ts'
import { outgoingBody } from './outgoing-body.ts'
import type { SyncAnswer, SyncOptions, SyncRequest } from './sync-connection.ts'

interface Asked {
  readonly request: SyncRequest
  /** Becomes 1 when the answer is there. */
  readonly done: Int32Array
  readonly port: MessagePort
}

const { resolve, tls, timeout } = workerData as SyncOptions
const connections = new Connections(readNameMap(resolve), tls, timeout)

parentPort?.on('message', async ({ request, done, port }: Asked) => {
  port.postMessage(await answerTo(request))
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})

async function answerTo({ method, url, headers, body, wantsBody }: SyncRequest): Promise<SyncAnswer> {
  try {
    if (url.startsWith('data:')) return await dataAnswer(url)
    const sent = body === null ? null : await outgoingBody(body)
    const answer = await connections.send({ method, url: new URL(url), headers, body: sent, signal: null })
    if (!wantsBody) answer.body?.discard()
    const bytes = wantsBody && answer.body !== null ? await answer.body.bytes() : new Uint8Array()
    return { status: answer.status, statusText: answer.statusText, headers: answer.headers, bytes }
  } catch (error) {
    return { networkError: error instanceof Error ? error.message : String(error) }
  }
}

/** A `data:` URL carries its body itself; Node knows how to read it. */
async function dataAnswer(url: string): Promise<SyncAnswer> {
  const response = await fetch(url)
  return { status: response.status, statusText: response.statusText, headers: [], bytes: await response.bytes() }
}
