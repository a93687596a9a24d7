/**
 * The cost of obeying CORS: the same request by plain undici and by `page.fetch`, in one run, in turns.
 *
 *     npx node --conditions corskit-source bench/page-fetch.ts
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openPage } from '@corskit/fetch'
import { Agent, Dispatcher, request, fetch as undiciFetch } from 'undici'

const ROUNDS = 15
const REQUESTS = 1_000
const BODY = JSON.stringify({ users: [{ id: 1, name: 'Ada' }] })
const HEADERS = { 'content-type': 'application/json', 'access-control-allow-origin': 'https://app.example.com' }

interface Contender {
  readonly name: string
  readonly run: () => Promise<unknown>
  readonly times: number[]
}

/** Rounds in turns, so other work of the machine affects all of them; the median round counts. */
async function compare(title: string, runs: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  const contenders: Contender[] = Object.entries(runs).map(([name, run]) => ({ name, run, times: [] }))
  for (let round = 0; round < ROUNDS + 2; round++) {
    for (const { run, times } of contenders) {
      const start = process.hrtime.bigint()
      for (let i = 0; i < REQUESTS; i++) await run()
      if (round >= 2) times.push(Number(process.hrtime.bigint() - start) / REQUESTS / 1_000)
    }
  }
  const [first] = contenders.map(({ times }) => median(times))
  console.log(`\n${title}`)
  for (const { name, times } of contenders) {
    const time = median(times)
    console.log(`  ${name.padEnd(44)} ${time.toFixed(1).padStart(8)} µs  ${(time / (first ?? time)).toFixed(2)}x`)
  }
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

const server = createServer((_request, response) => response.writeHead(200, HEADERS).end(BODY))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const dispatcher = new Agent()

const samePage = openPage(`${origin}/`)
const otherPage = openPage('https://app.example.com/', { resolve: { 'api.example.com': origin } })
await compare('Loopback, GET, 31 bytes of JSON', {
  'undici.fetch': async () => (await undiciFetch(`${origin}/users`, { dispatcher })).text(),
  'undici.request': async () => (await request(`${origin}/users`, { dispatcher })).body.text(),
  'page.fetch, same origin': async () => (await samePage.fetch('/users')).text(),
  'page.fetch, cross-origin': async () => (await otherPage.fetch('https://api.example.com/users')).text(),
})

/** A handler as a dispatcher of undici: what plain undici has to go through when there is no socket. */
class HandlerDispatcher extends Dispatcher {
  readonly #handler: (request: Request) => Response

  constructor(answer: (request: Request) => Response) {
    super()
    this.#handler = answer
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = { aborted: false, paused: false, reason: null, abort() {}, pause() {}, resume() {} }
    handler.onRequestStart?.(controller, {})
    const answer = this.#handler(
      new Request(`${options.origin}${options.path}`, {
        method: options.method,
        headers: options.headers as Record<string, string>,
      }),
    )
    handler.onResponseStart?.(controller, answer.status, Object.fromEntries(answer.headers), answer.statusText)
    answer.bytes().then((bytes) => {
      handler.onResponseData?.(controller, Buffer.from(bytes))
      handler.onResponseEnd?.(controller, {})
    })
    return true
  }
}

const handler = (): Response => new Response(BODY, { headers: HEADERS })
const handlerPage = openPage('https://app.example.com/', {
  handlers: { 'https://api.example.com': handler, 'https://app.example.com': handler },
})
const inProcess = new HandlerDispatcher(handler)
await compare('In-process handler, GET', {
  'undici.fetch, handler as dispatcher': async () =>
    (await undiciFetch('https://api.example.com/users', { dispatcher: inProcess })).text(),
  'handler(new Request(url))': async () => {
    const given: (request: Request) => Response = handler
    return given(new Request('https://api.example.com/users')).text()
  },
  'page.fetch, same origin': async () => (await handlerPage.fetch('/users')).text(),
  'page.fetch, cross-origin': async () => (await handlerPage.fetch('https://api.example.com/users')).text(),
})

await Promise.all([samePage.close(), otherPage.close(), handlerPage.close(), dispatcher.close()])
server.close()
