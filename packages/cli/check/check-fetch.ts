/**
 * One `fetch` of a page, with real servers: the model says which request comes next, the transport sends it, and the
 * model judges the answer.
 */
import {
  type AddressSpace,
  type Engine,
  type ExchangeRequest,
  type ExchangeResponse,
  modeAndDestination,
  type Outcome,
  type RequestInput,
  simulateFetch,
} from 'corskit/browser'
import { type Origin, parseSerializedOrigin } from 'corskit/protocol'
import { addressesOf, knownAddresses, nearestSpace } from '../transport/addresses.ts'
import type { BodyWatch } from '../transport/body/body-watch.ts'
import type { BodyFault } from '../transport/body/coding-fault.ts'
import { type PageFacts, wireRequest } from '../transport/browser-headers.ts'
import { openConnection } from '../transport/connection.ts'
import { Deadline } from '../transport/deadline.ts'
import type { Failure } from '../transport/failure.ts'
import { send, sendOver, wantsHttp1 } from '../transport/send.ts'
import type { Connection } from '../transport/tcp.ts'
import type { WireOptions } from '../transport/wire.ts'
import { connectedSpace, expectedSpace, pageSpaceOf } from './page-position.ts'

export interface CheckOptions extends WireOptions {
  readonly engine: Engine
  readonly userAgent: string
  /**
   * Whether only OPTIONS, GET and HEAD may be sent. Any other request could change something, and ends before it is
   * sent.
   */
  readonly withoutWrites?: boolean
  /** Where the page stands; `null` to tell it from its origin. */
  readonly pageAddress?: AddressSpace | null
  /** Whether the user has given the page the permission for networks nearer to the user. Default `prompt`. */
  readonly permission?: 'granted' | 'denied' | 'prompt'
  /** Says in which network an address is. For tests, whose servers are all on loopback. */
  readonly spaceOf?: (connection: Connection, url: URL) => AddressSpace
}

export interface CheckResult {
  readonly outcome: Outcome
  /** Why the server could not be reached; `null` when every exchange was answered. */
  readonly failure: Failure | null
  /** What is wrong with the body, where the page may use the answer; `null` for nothing that is known. */
  readonly bodyFault: BodyFault | null
}

/**
 * Thrown through the model when a connection shows in which network a server is. Then the model starts again, and knows
 * it from the beginning.
 */
const LEARNED = new Error('the address of the server is known now')

export async function checkFetch(input: RequestInput, options: CheckOptions): Promise<CheckResult> {
  const run = new CheckRun(input, options)
  try {
    for (;;) {
      try {
        const outcome = await run.simulate()
        return { outcome, failure: run.failure, bodyFault: await run.bodyFault(outcome) }
      } catch (error) {
        if (error !== LEARNED) throw error
      }
    }
  } finally {
    run.close()
  }
}

interface Open {
  readonly connection: Connection
  readonly deadline: Deadline
}

class CheckRun {
  failure: Failure | null = null
  readonly #input: RequestInput
  readonly #options: CheckOptions
  /** The answers so far, which are given again when the model starts again. */
  readonly #answers: ExchangeResponse[] = []
  readonly #spaces: AddressSpace[] = []
  /** The connection for the next exchange, not used yet. */
  #open: Open | null = null
  /** The body of the last answer. */
  #body: BodyWatch | null = null
  #next = 0
  #urls: URL[] = []

  constructor(input: RequestInput, options: CheckOptions) {
    this.#input = input
    this.#options = options
  }

  /** A page that may not read the answer does not notice its body. */
  async bodyFault({ verdict }: Outcome): Promise<BodyFault | null> {
    const isUsed = verdict === 'allowed' || (verdict === 'opaque' && this.#input.initiator !== undefined)
    return isUsed ? ((await this.#body?.fault) ?? null) : null
  }

  close(): void {
    this.#body?.stop()
    this.#open?.deadline.clear()
    this.#open?.connection.socket.destroy()
  }

  simulate(): Promise<Outcome> {
    this.#next = 0
    this.#urls = []
    const { engine, names, permission } = this.#options
    return simulateFetch(this.#input, (request) => this.#respond(request), {
      engine,
      network: {
        page: this.#pageSpace(),
        target: (url) => this.#spaces[this.#next] ?? (this.#isMixed(url) ? expectedSpace(url, names) : null),
        permission: permission ?? 'prompt',
      },
    })
  }

  #pageSpace(): AddressSpace {
    const { pageAddress, names } = this.#options
    if (pageAddress !== undefined && pageAddress !== null) return pageAddress
    const { origin, url } = this.#input
    const target = URL.canParse(url) ? new URL(url) : new URL('https://unknown.invalid/')
    return pageSpaceOf(origin, target, names) ?? this.#spaces[0] ?? 'public'
  }

  /**
   * Mixed content is judged before there is a connection. Everything else is judged afterwards, so that a closed port
   * is reported as a closed port.
   */
  #isMixed(url: URL): boolean {
    const isInsecure = this.#input.origin.startsWith('https:') && url.protocol === 'http:'
    return isInsecure && expectedSpace(url, this.#options.names) !== 'loopback'
  }

  async #respond(request: ExchangeRequest): Promise<ExchangeResponse> {
    const url = new URL(request.url)
    const urls = [...this.#urls, url]
    // A preflight and its actual request together are one entry of the URL list.
    if (request.kind === 'actual') this.#urls.push(url)
    const i = this.#next
    const answer = this.#answers[i] ?? (await this.#ask(request, url, urls, i))
    this.#answers[i] = answer
    this.#next++
    return answer
  }

  async #ask(request: ExchangeRequest, url: URL, urls: readonly URL[], i: number): Promise<ExchangeResponse> {
    const { userAgent, withoutWrites } = this.#options
    if (withoutWrites === true && !READING.has(request.method)) return { networkError: 'not sent: it could write' }
    const open = this.#open ?? (await this.#connect(url, i))
    if ('failure' in open) return this.#failed(open.failure)
    this.#open = null
    const page: PageFacts = { origin: originOf(this.#input), ...modeAndDestination(this.#input, this.#options.engine) }
    const wire = wireRequest(request, await bodyBytes(request), page, urls, userAgent)
    this.#body?.stop()
    this.#body = null
    // Browsers do not wait for the body of a preflight.
    const onBody =
      request.kind === 'preflight'
        ? undefined
        : (body: BodyWatch | null) => {
            this.#body = body
          }
    let answer = await sendOver(open.connection, wire, open.deadline, onBody)
    open.deadline.clear()
    if (wantsHttp1(answer, this.#options)) answer = await send(wire, { ...this.#options, protocol: 'http/1.1' }, onBody)
    if ('failure' in answer) return this.#failed(answer.failure)
    return answer
  }

  async #connect(url: URL, i: number): Promise<Open | { readonly failure: Failure }> {
    const { timeout, answerTimeout, spaceOf } = this.#options
    const refused = await this.#looksInward(url, i)
    if (refused !== null) return { failure: refused }
    const deadline = new Deadline(timeout, answerTimeout)
    const connection = await openConnection(url, this.#options, deadline)
    if ('failure' in connection) {
      deadline.clear()
      return connection
    }
    const open = { connection, deadline }
    const space = spaceOf?.(connection, url) ?? connectedSpace(connection.address)
    const isNews = this.#spaces[i] !== space
    this.#spaces[i] = space
    if (!isNews) return open
    this.#open = open
    throw LEARNED
  }

  /**
   * Whether a server of the Internet redirects to a private network. A browser asks its user first; our user has named
   * only the first URL. This is decided before anything is connected.
   */
  async #looksInward(url: URL, i: number): Promise<Failure | null> {
    const { names, permission, proxy, spaceOf } = this.#options
    if (permission === 'granted' || !this.#spaces.slice(0, i).includes('public')) return null
    if (spaceOf !== undefined && !names?.has(`${url.hostname}:${url.port}`)) return null
    // The proxy looks the name up, so its address is not known here.
    const addresses = proxy === undefined ? await addressesOf(url, names) : (knownAddresses(url, names) ?? [])
    if ('failure' in addresses) return addresses.failure
    const space = nearestSpace(addresses)
    if (space === 'public') return null
    if (this.#spaces[i] !== space) {
      this.#spaces[i] = space
      throw LEARNED
    }
    // The engine allows it, or does not have this rule.
    const sentence = `A server of the Internet redirects to ${url.hostname}, which is in the address space ${space}; check follows with --permission granted only.`
    return { kind: 'network', code: 'INWARD_REDIRECT', sentence }
  }

  #failed(failure: Failure): ExchangeResponse {
    this.failure = failure
    return { networkError: failure.sentence }
  }
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `simulateFetch` reports a malformed origin; until then it counts as opaque. */
function originOf(input: RequestInput): Origin {
  return parseSerializedOrigin(input.origin) ?? { opaque: true, serialized: 'null' }
}

async function bodyBytes({ body }: ExchangeRequest): Promise<Uint8Array | null> {
  if (body === null) return null
  // The command line has only strings. `Response` would accept other bodies too, but takes 10 ms to load.
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  return new Uint8Array(await new Response(body as BodyInit).arrayBuffer())
}
