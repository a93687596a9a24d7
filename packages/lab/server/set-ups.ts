/** Set-ups of the workbench: the page says how a server answers, and a real address answers so. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Responder } from '../set-up/responder.ts'
import { responderOf } from '../set-up/responder.ts'
import { answerFor, type StandIn, stageUrl } from '../set-up/stand-in.ts'
import type { SetUpRequest } from './read-set-up.ts'

/** The oldest is dropped. */
const MOST = 64

const PREFIX = '/set-up/'

export type SetUpAnswer = { readonly base: string } | { readonly mistake: string }

export class SetUps {
  readonly #made = new Map<string, { respond: Responder; standIn: StandIn }>()
  readonly #origin: string
  readonly #pageOrigin: string

  /** @param origin of the server that answers */
  constructor(origin: string, pageOrigin: string) {
    this.#origin = origin
    this.#pageOrigin = pageOrigin
  }

  async add({ page, url, card }: SetUpRequest): Promise<SetUpAnswer> {
    const made = await responderOf(card, url)
    if ('mistake' in made) return made
    if ('issues' in made) return { mistake: made.issues.map(({ message }) => message).join(' ') }
    const id = randomUUID()
    const base = `${this.#origin}${PREFIX}${id}`
    this.#made.set(id, { respond: made.respond, standIn: { page, url, realPage: this.#pageOrigin, realBase: base } })
    const [oldest] = this.#made.keys()
    if (this.#made.size > MOST && oldest !== undefined) this.#made.delete(oldest)
    return { base }
  }

  /** Answers what is under `/set-up/`, and hands everything else on. */
  before(next: RequestListener): RequestListener {
    return (request, response) => {
      if (!request.url?.startsWith(PREFIX)) return next(request, response)
      this.#answer(request, response).catch(() => response.destroy())
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', path = '/'] = /^\/set-up\/([^/?]*)(.*)$/s.exec(request.url ?? '') ?? []
    const made = this.#made.get(id)
    if (made === undefined) {
      response.writeHead(404).end()
      return
    }
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
    const asked = { method: request.method ?? 'GET', url: stageUrl(path, made.standIn), headers }
    const { status, headers: answered } = await answerFor(made.respond, asked, made.standIn)
    response.statusCode = status
    for (const [name, value] of answered) response.appendHeader(name, value)
    response.setHeader('cache-control', 'no-store')
    response.end(status === 204 || status === 304 || status < 200 ? undefined : '{"from":"the lab"}\n')
  }
}
