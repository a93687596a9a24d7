/**
 * Random heads, given to `writeHead` in every form: what goes out, or how Node refuses it and what it leaves on the
 * response, is as without corskit.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import express from 'express'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { cors } from './node/node.ts'

const NAMES = [
  'X-A',
  'x-a',
  'Set-Cookie',
  'set-cookie',
  'Content-Type',
  'content-type',
  'Link',
  'Trailer',
  'Vary',
  'vary',
]
const value = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<unknown>('1', '2', 7, ['a', 'b'], '') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('日', 'a\nb', undefined) },
)
const line = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.constantFrom(...NAMES), value) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('Access-Control-Allow-Origin', 'access-control-max-age'), fc.constantFrom('*', '1')) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('X Bad', '', 'Content-Length'), fc.constant('5')) },
) // biome-ignore format: a line each
const lines = fc.array(line, { maxLength: 5 })

const CASE = fc.record({
  /** Set before `cors`, and after it. */
  before: fc.array(fc.constantFrom('X-Powered-By', 'X-A', 'Vary', 'Set-Cookie'), { maxLength: 1 }),
  removed: fc.boolean(),
  after: fc.array(fc.constantFrom('X-B', 'x-a', 'Vary', 'Access-Control-Allow-Origin'), { maxLength: 1 }),
  head: fc.oneof(
    lines.map((all) => Object.fromEntries(all)),
    lines.map((all) => all.flat()),
    lines.map((all) => [...all.flat(), 'X-Left']),
    // Beside headers that are set, Node refuses pairs by their number: so ours are not among them.
    lines.map((all) => all.filter(([name]) => !/^access-/i.test(name)).map((pair) => [...pair])),
  ),
  reason: fc.constantFrom(undefined, 'Fine'),
  version: fc.constantFrom('1.1', '1.1', '1.0'),
  origin: fc.constantFrom('https://app.example', 'https://evil.example'),
})
type Case = typeof CASE extends fc.Arbitrary<infer Value> ? Value : never

let current: Case

function setBefore(response: ServerResponse): void {
  for (const name of current.before) response.setHeader(name, 'set')
  if (current.removed) for (const name of current.before) response.removeHeader(name)
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copied(each)]))
}

function respond(response: ServerResponse): void {
  for (const name of current.after) response.setHeader(name, 'set')
  const { reason } = current
  // Node itself adds to lists that it was given.
  const head = copied(current.head)
  try {
    if (reason === undefined) response.writeHead(200, head as never)
    else response.writeHead(200, reason, head as never)
    response.end('hello')
  } catch (error) {
    response.statusCode = 500
    const left = Object.entries(response.getHeaders()).filter(([name]) => !/^(access-control-|vary)/.test(name))
    const page = `${(error as { code?: string }).code} ${JSON.stringify(left)}`
    try {
      response.end(page)
    } catch (again) {
      // What is left on the response, Node refuses a second time.
      response.socket?.end(`${page} ${again}`)
    }
  }
}

const apps: Record<string, (withCors: boolean) => (request: IncomingMessage, response: ServerResponse) => unknown> = {
  node(withCors) {
    const middleware = cors({ origin: 'https://app.example', exposedHeaders: ['etag'] })
    return (request, response) => {
      setBefore(response)
      if (withCors) void middleware(request, response, () => respond(response))
      else respond(response)
    }
  },
  'express without x-powered-by'(withCors) {
    const app = express().disable('x-powered-by')
    app.use((_, response, next) => {
      setBefore(response)
      next()
    })
    if (withCors) app.use(cors({ origin: 'https://app.example' }), cors({ origin: 'https://app.example', maxAge: 5 }))
    return app.use((_, response) => respond(response))
  },
}

describe.each(Object.entries(apps))('%s', (_, make) => {
  const servers = [true, false].map((withCors) => createServer(make(withCors)))
  beforeAll(async () => {
    for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    for (const server of servers) server.close()
  })

  test('what writeHead is given comes to the same', async () => {
    await fc.assert(
      fc.asyncProperty(CASE, async (given) => {
        current = given
        const got: string[] = []
        for (const server of servers)
          got.push(withoutOurs(await exchange((server.address() as AddressInfo).port, given)))
        expect(got[0]).toBe(got[1])
      }),
      runs(400),
    )
  }, 3_600_000)
})

function exchange(port: number, { version, origin }: Case): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET / HTTP/${version}\r\nHost: a\r\nOrigin: ${origin}\r\nConnection: close\r\n\r\n`)
    })
    socket
      .setEncoding('latin1')
      .on('data', (chunk) => (text += chunk))
      .on('error', () => {})
    socket.on('close', () => resolve(text))
  })
}

/** The lines of CORS and the date are left out, and all of `Vary` is one line, without what the policy adds. */
function withoutOurs(answer: string): string {
  const [head = '', ...body] = answer.split('\r\n\r\n')
  const vary = new Set<string>()
  const others = head.split('\r\n').filter((each) => {
    if (/^vary:/i.test(each)) for (const name of each.slice(5).split(',')) vary.add(name.trim())
    return !/^(access-control-|date:|vary:)/i.test(each)
  })
  vary.delete('Origin')
  vary.delete('')
  return [...others, [...vary].join(), ...body].join('\r\n')
}
