/** The thread that talks while the page waits: see sync-connection.ts. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { bodyOfResponse, type IncomingBody } from '../web/incoming-body.ts'
import { Connections } from './connections.ts'
import { readNameMap } from './name-map.ts'
import { outgoingBody } from './outgoing-body.ts'
import type { SyncAnswer, SyncOptions, SyncQuestion, SyncRequest } from './sync-connection.ts'
import type { WireResponse } from './wire.ts'

interface Asked {
  readonly question: SyncQuestion
  /** Becomes 1 when the answer is there. */
  readonly done: Int32Array
  readonly port: MessagePort
}

const { resolve, tls, timeout } = workerData as SyncOptions
const connections = new Connections(readNameMap(resolve), tls, timeout)
/** Of the last answer, until somebody says whether it is wanted. */
let body: IncomingBody | null = null

parentPort?.on('message', async ({ question, done, port }: Asked) => {
  port.postMessage('bodyWanted' in question ? await bodyOfLast(question.bodyWanted) : await answerTo(question))
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})

async function answerTo(request: SyncRequest): Promise<SyncAnswer> {
  await bodyOfLast(false)
  try {
    const answer = await answerOf(request)
    body = answer.body
    if (!request.wantsBody) await bodyOfLast(false)
    return { status: answer.status, statusText: answer.statusText, headers: answer.headers }
  } catch (error) {
    return { networkError: error instanceof Error ? error.message : String(error) }
  }
}

async function answerOf(request: SyncRequest): Promise<WireResponse> {
  const { protocol } = new URL(request.url)
  if (protocol === 'data:') return wireResponse(await fetch(request.url)) // which carries its body itself; Node knows how to read it
  if (protocol === 'blob:') return wireResponse(new Response(request.body as Blob)) // which is known to the page's thread only, and comes along
  return exchangeFor(request)
}

/** @returns `null` for a body that broke off */
async function bodyOfLast(isWanted: boolean): Promise<Uint8Array | null> {
  const last = body
  body = null
  if (!isWanted) last?.discard()
  if (!isWanted || last === null) return new Uint8Array()
  return last.bytes().catch(() => null)
}

async function exchangeFor({ method, url, headers, written, body }: SyncRequest): Promise<WireResponse> {
  const sent = body === null ? null : await outgoingBody(body)
  return connections.send({ method, url: new URL(url), headers, written, body: sent, signal: null })
}

function wireResponse(response: Response): WireResponse {
  return { status: response.status, statusText: response.statusText, headers: [], body: bodyOfResponse(response) }
}
