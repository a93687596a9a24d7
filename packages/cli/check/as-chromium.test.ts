/**
 * `check` sends what a browser would send: the same requests, made by Chromium and by `check`, as the servers saw them.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSampleApi, createThirdOrigin } from '@corskit/example-broken-api'
import { ROUTES } from '@corskit/example-broken-api/routes'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium, requireChromium } from '../../lab/testing/browser.ts'
import { check } from './command.ts'

interface Call {
  readonly path: string
  readonly request: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly credentials?: string
    readonly mode?: string
  }
}

const CALLS: readonly Call[] = [
  ...ROUTES,
  { path: '/right/public', request: { method: 'POST' } },
  { path: '/right/public', request: { method: 'POST', body: 'a=1' } },
  { path: '/right/cookies', request: { method: 'HEAD', headers: { Accept: 'text/plain', 'Accept-Language': 'de' } } },
  { path: '/right/cookies?q=a%20b&ü', request: { headers: { 'X-Request-Id': '1' } } },
  { path: '/right/preflight', request: { method: 'PUT', credentials: 'include' } },
  { path: '/right/preflight', request: { method: 'PATCH' } },
  {
    path: '/no-headers',
    request: { mode: 'no-cors', method: 'POST', body: 'x', headers: { 'Content-Type': 'application/json' } },
  },
]

/** What only Chromium sends: who it is, and what it offers servers to know about it. */
const OF_CHROMIUM = /^(user-agent|sec-ch-ua.*|sec-fetch-storage-access|pragma|cache-control)$/i

const page = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">'),
)
const api = createServer()
const third = createServer()
let origins: { page: string; api: string; third: string }
let seen: string[] = []
let browser: Awaited<ReturnType<typeof launchChromium>> | undefined

beforeAll(async () => {
  origins = { page: await listen(page), api: await listen(api), third: await listen(third) }
  const site = { pageOrigin: origins.page, thirdOrigin: origins.third.replace('127.0.0.1', 'localhost') }
  for (const server of [api, third]) server.on('request', (request) => seen.push(described(request)))
  api.on('request', createSampleApi(site) as RequestListener)
  third.on('request', createThirdOrigin(site) as RequestListener)
})

beforeEach(async (context) => {
  requireChromium(context)
  browser ??= await launchChromium()
  seen = []
})

afterAll(async () => {
  await browser?.close()
  for (const server of [page, api, third]) server.close()
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Method, URL and every header line, in a settled order. */
function described({ method, url, rawHeaders, headers }: IncomingMessage): string {
  const lines: string[] = []
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  const shown = lines.filter((line) => !OF_CHROMIUM.test(line.slice(0, line.indexOf(':')))).sort()
  return [`${method} http://${headers.host}${url}`, ...shown].join('\n')
}

async function byChromium(url: string, request: Call['request']): Promise<string[]> {
  const tab = await browser?.newPage()
  await tab?.goto(origins.page)
  // `no-store` keeps the cache out of it; the two headers that it adds are left out of the comparison.
  const init = { ...titleCased(request), cache: 'no-store' }
  await tab?.evaluate(({ to, how }) => fetch(to, how as RequestInit).catch(() => {}), { to: url, how: init })
  await tab?.close()
  return seen.splice(0)
}

/** Chromium sends a name as script wrote it, `check` as browsers write their own. */
function titleCased(request: Call['request']): Call['request'] {
  const pairs = Object.entries(request.headers ?? {})
  const name = (text: string) => text.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  return { ...request, headers: Object.fromEntries(pairs.map(([key, value]) => [name(key), value])) }
}

async function byCheck(url: string, request: Call['request']): Promise<string[]> {
  const method = request.method ?? 'GET'
  const args = [url, '--origin', origins.page, '--engine', 'chromium', '--no-probe', '-X', method]
  if (request.body !== undefined) args.push('--data', request.body)
  if (request.credentials !== undefined) args.push('--credentials', request.credentials)
  if (request.mode !== undefined) args.push('--mode', request.mode)
  for (const [name, value] of Object.entries(request.headers ?? {})) args.push('-H', `${name}: ${value}`)
  await check(args, { out: () => {}, err: () => {}, colour: false })
  return seen.splice(0)
}

test.each(CALLS)('$path $request', async ({ path, request }) => {
  const url = origins.api + path
  const chromium = await byChromium(url, request)
  expect(chromium.length).toBeGreaterThan(0)
  expect(await byCheck(url, request)).toEqual(chromium)
})
