/**
 * The bank, its cache and the pages of the attacks answer the lab's own pages under their own names, and nobody else.
 */
import { request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttackPorts } from '../../attacks/live/live-names.ts'
import { type Lab, startLab } from '../../lab.ts'

let lab: Lab
let ports: AttackPorts
let id = ''

interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** With whatever headers, the forbidden ones too. */
function send(port: number, path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    outgoing.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const open = (policy: unknown, headers: Record<string, string> = {}) =>
  send(
    Number(new URL(lab.url).port),
    '/attack/open',
    { host: new URL(lab.url).host, origin: new URL(lab.url).origin, 'content-type': 'application/json', ...headers },
    'POST',
    JSON.stringify({ policy }),
  )

const allowed = ({ headers }: Sent) => Object.keys(headers).filter((name) => name.startsWith('access-control-'))

beforeAll(async () => {
  const pageFolder = new URL('../../page/', import.meta.url)
  lab = await startLab({ pageFolder, check: async () => ({ mistake: '' }) })
  const document = await (await fetch(lab.url)).text()
  ports = JSON.parse(/id="site">(.*)<\/script>/.exec(document)?.[1] ?? '').attackPorts
  const everyone = '{ "origin": { "byHand": "any" }, "credentials": true, "dangerouslyAllowNullOrigin": true }'
  id = JSON.parse((await open(everyone)).body).id
})

afterAll(() => lab.close())

const bankHost = () => `api.bank.localhost:${ports.bank}`
const cacheHost = () => `cdn.bank.localhost:${ports.cache}`
const SOCKET = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

describe('a bank', () => {
  test('is opened by the lab’s page only, and so are its books', async () => {
    expect((await open('{ "origin": "*" }', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await open('{ "origin": "*" }', { origin: `http://evil.localhost:${ports.pages}` })).status).toBe(403)
    expect((await open('{ "origin": "*" }', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await open('{ "origin": "*" }', { host: bankHost() })).status).toBe(421)
    expect((await open(7)).status).toBe(400)
    expect(JSON.parse((await open('{ "origin": 7 }')).body)).toHaveProperty('mistakes')
    const books = await send(
      Number(new URL(lab.url).port),
      '/attack/ledger',
      { host: new URL(lab.url).host, origin: 'null', 'content-type': 'application/json' },
      'POST',
      JSON.stringify({ id }),
    )
    expect(books.status).toBe(403)
  })

  test('knows the pages of the lab', async () => {
    const origin = `http://app.bank.localhost:${ports.pages}`
    const answer = await send(ports.bank, `/${id}/account`, { host: bankHost(), origin, cookie: 'session=ada' })
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, origin])
    const rates = await send(ports.cache, `/${id}/rates`, { host: cacheHost(), origin })
    expect([rates.status, rates.headers['access-control-allow-origin']]).toEqual([200, origin])
  })

  test('is in its own world only', async () => {
    for (const path of ['/account', '/x/account', `/${id}`, '/00000000-0000-0000-0000-000000000000/account', '//'])
      expect((await send(ports.bank, path, { host: bankHost(), cookie: 'session=ada' })).status).toBe(404)
  })

  test('has one name', async () => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      'evil.example',
      'cdn.bank.localhost',
      'api.bank.localhost.evil.example',
    ])
      expect((await send(ports.bank, `/${id}/account`, { host: `${host}:${ports.bank}`, ...SOCKET })).status).toBe(421)
    expect((await send(ports.cache, `/${id}/rates`, { host: `api.bank.localhost:${ports.cache}` })).status).toBe(421)
  })

  test('a request with another origin or another host is refused without details', async () => {
    const part = fc.constantFrom(
      'evil',
      'app.bank',
      'api.bank',
      'localhost',
      'example',
      '127.0.0.1',
      '-',
      '..',
      'A',
      'é',
    )
    const scheme = fc.constantFrom('http://', 'https://', 'HTTP://', 'file://', '')
    const port = fc.constantFrom('', ':80', ':4680', ':99999', ':x')
    const origin = fc
      .tuple(scheme, fc.array(part, { maxLength: 3 }), port)
      .map(([before, parts, after]) => Buffer.from(`${before}${parts.join('.')}${after}`, 'utf8').toString('latin1'))
      .filter((text) => text.trim() !== '' && text !== 'null' && !text.endsWith(`localhost:${ports.pages}`))
    await fc.assert(
      fc.asyncProperty(origin, fc.boolean(), fc.boolean(), async (stranger, socket, cached) => {
        const [to, host] = cached ? [ports.cache, cacheHost()] : [ports.bank, bankHost()]
        const more = { cookie: 'session=ada', ...(socket && !cached ? SOCKET : {}) }
        const byOrigin = await send(to, `/${id}/account`, { host, origin: stranger, ...more })
        expect([byOrigin.status, allowed(byOrigin)]).toEqual([403, []])
        const byHost = await send(to, `/${id}/account`, { host: stranger, ...more })
        expect([byHost.status, allowed(byHost)]).toEqual([421, []])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a page of an attack', () => {
  test('has any name under localhost, stands in the lab’s frame only, and listens to the lab only', async () => {
    const host = `a.b.evil.localhost:${ports.pages}`
    const page = await send(ports.pages, '/page', { host })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain(`frame-ancestors ${new URL(lab.url).origin}`)
    const script = await send(ports.pages, '/page.js', { host })
    expect(script.body).toContain(`const LAB = "${new URL(lab.url).origin}"`)
    expect(allowed(script)).toEqual([])
  })

  test.each(['127.0.0.1', 'localhost', 'evil.example', 'evil.localhost.example', ''])('is not at %j', async (name) => {
    expect((await send(ports.pages, '/page', { host: `${name}:${ports.pages}` })).status).toBe(421)
  })

  test('is the only one', async () => {
    const host = `evil.localhost:${ports.pages}`
    for (const path of ['/', '/page.js.map', '//', '/../lab.ts'])
      expect((await send(ports.pages, path, { host })).status).toBe(404)
    expect((await send(ports.pages, '/page', { host }, 'POST')).status).toBe(405)
  })
})
