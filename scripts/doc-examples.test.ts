import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { send } from '../packages/corskit/adapters/testing/http-client.ts'
import { launchChromium, requireChromium } from '../packages/lab/testing/browser.ts'
import { selfSignedCertificate } from '../testing/certificate.ts'
import { writeExamples } from '../testing/written-examples.ts'
import { docExamples } from './doc-examples.ts'

const examples = docExamples()
const folder = writeExamples(examples)
afterAll(() => rmSync(folder, { recursive: true }))

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const env = { ...process.env, NODE_OPTIONS: '' }

test('every example has the right types', { timeout: 120_000 }, () => {
  const { stdout, status } = spawnSync(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', folder], {
    env,
  })
  expect({ status, output: stdout.toString() }).toEqual({ status: 0, output: '' })
})

const named = (use: string) => examples.filter((example) => example.use === use).map(({ name }) => name)

test.each(named('runs'))('%s runs to its end', (name) => {
  const args = ['--conditions=corskit-source', `${folder}/${name}.ts`]
  const { status, stderr } = spawnSync(process.execPath, args, { env })
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' })
})

async function serve(name: string) {
  const args = ['--conditions=corskit-source', here('../testing/serve-example.ts'), `${folder}/${name}.ts`]
  const child = spawn(process.execPath, args, { env })
  let output = ''
  const port = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text
      const found = /PORT (\d+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', () => reject(new Error(`${name} ended: ${output}`)))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

const APP = 'https://app.example.com'

describe.each(named('serves'))('%s', (name) => {
  test("allows its page, gives another page nothing, and refuses that page's writes", async () => {
    const server = await serve(name)
    try {
      const put = (method: string, ...headers: [string, string][]) =>
        send(server.url, { method, path: '/users', headers })
      const preflight = await put(
        'OPTIONS',
        ['origin', APP],
        ['access-control-request-method', 'PUT'],
        ['access-control-request-headers', 'content-type'],
      )
      expect(preflight.status).toBe(204)
      expect(preflight.header('access-control-allow-methods')).toMatch(/^PUT\b/)
      // JSON is what a page sends first.
      expect(preflight.header('access-control-allow-headers')).toMatch(/\bcontent-type\b/)
      const allowed = await put('PUT', ['origin', APP], ['sec-fetch-site', 'cross-site'])
      expect([allowed.status, allowed.header('access-control-allow-origin')]).toEqual([200, APP])
      const refused = await put('PUT', ['origin', 'https://evil.example'], ['sec-fetch-site', 'cross-site'])
      expect([refused.status, refused.header('access-control-allow-origin')]).toEqual([403, null])
    } finally {
      server.stop()
    }
  })
})

describe('a page in Chromium', () => {
  for (const name of named('signs'))
    test(`signs in by ${name} with JSON, and is known afterwards`, { timeout: 60_000 }, async (context) => {
      requireChromium(context)
      const server = await serve(name)
      const front = await secureFront({ 'app.example.com': null, 'api.example.com': server.url })
      const browser = await launchChromium([`--host-resolver-rules=MAP *.example.com 127.0.0.1:${front.port}`])
      try {
        const page = await browser.newPage({ ignoreHTTPSErrors: true })
        await page.goto(`${APP}/`)
        expect(await page.evaluate(signIn)).toEqual([200, { cookie: 'session=Ada' }])
      } finally {
        await browser.close()
        await front.close()
        server.stop()
      }
    })
})

/** Runs in the page. */
async function signIn(): Promise<unknown> {
  const api = 'https://api.example.com'
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'Ada' })
  const login = await fetch(`${api}/login`, { method: 'POST', credentials: 'include', headers, body })
  const me = await fetch(`${api}/me`, { credentials: 'include' })
  return [login.status, await me.json()]
}

/** HTTPS for some hosts, each in front of a server; `null` is an empty page. */
async function secureFront(hosts: Readonly<Record<string, string | null>>) {
  const front = createServer(selfSignedCertificate(Object.keys(hosts)), (incoming, outgoing) => {
    const base = hosts[incoming.headers.host ?? '']
    if (base === null || base === undefined) {
      outgoing.setHeader('content-type', 'text/html').end('<!doctype html>')
      return
    }
    const { method, headers, url = '/' } = incoming
    const passed = request(new URL(url, base), { ...(method && { method }), headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise((resolve) => {
      front.close(resolve)
      front.closeAllConnections()
    })
  return { port: (front.address() as AddressInfo).port, close }
}
