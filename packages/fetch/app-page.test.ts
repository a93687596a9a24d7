/** Pages that did not come by http, and what is wrong before anything is sent. */
import { definePolicy } from 'corskit'
import { cors } from 'corskit/web'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPage, type PageOptions } from './index.ts'

const API = 'https://api.example.com'

function open(url: string, options: PageOptions = {}) {
  const page = openPage(url, options)
  onTestFinished(() => page.close())
  return page
}

describe('a page of an app or an extension', () => {
  it.each([
    ['capacitor://localhost/', 'capacitor://localhost'],
    ['capacitor://localhost/index.html#a', 'capacitor://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['app://obsidian.md/index.html', 'app://obsidian.md'],
    [
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop/page.html',
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    ],
    ['file:///home/me/index.html', 'null'],
    ['data:text/html,x', 'null'],
    ['blob:https://app.example.com/8a1c', 'https://app.example.com'],
  ])('%s sends the origin %s, and no referrer', async (url, origin) => {
    const sent: Headers[] = []
    const handler = (request: Request) => {
      sent.push(request.headers)
      return new Response('hello', { headers: { 'access-control-allow-origin': request.headers.get('origin') ?? '' } })
    }
    for (const engine of ['standard', 'chromium', 'firefox', 'webkit'] as const) {
      const page = open(url, { engine, handlers: { [API]: handler } })
      expect(page.origin).toBe(origin)
      expect(await (await page.fetch(`${API}/`, { referrerPolicy: 'unsafe-url' })).text()).toBe('hello')
    }
    expect(sent.map((headers) => headers.get('origin'))).toEqual([origin, origin, origin, origin])
    expect(sent.map((headers) => headers.get('referer'))).toEqual([null, null, null, null])
  })

  it('is allowed by a policy that names it, cookies and preflight included', async () => {
    const policy = definePolicy({ origin: 'capacitor://localhost', methods: ['PUT'], credentials: true })
    const page = open('capacitor://localhost/', { handlers: { [API]: cors(policy)(() => new Response('done')) } })
    const response = await page.fetch(`${API}/`, { method: 'PUT', credentials: 'include' })
    expect(await response.text()).toBe('done')
    const stranger = open('ionic://localhost/', { handlers: { [API]: cors(policy)(() => new Response('done')) } })
    await expect(stranger.fetch(`${API}/`)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('what openPage does not take', () => {
  it.each<[string, PageOptions]>([
    ['a text', { resolve: 'x' as never }],
    ['a number', { resolve: 5 as never }],
    ['nothing', { resolve: null as never }],
    ['a list', { resolve: [] as never }],
    ['a Map', { resolve: new Map([['api.example.com', '127.0.0.1:1']]) as never }],
    ['URLSearchParams', { resolve: new URLSearchParams('a=127.0.0.1') as never }],
    ['a host that leads to a script', { resolve: { h: 'javascript:1' } }],
    ['a host that leads to a name without a scheme', { resolve: { h: 'api:3000' } }],
    ['a host that leads to a number', { resolve: { h: 5 as never } }],
    ['a host that leads to a path', { resolve: { h: 'http://127.0.0.1:3000/api' } }],
    ['a host that leads to a file', { resolve: { h: 'file:///etc' } }],
    ['a URL as host', { resolve: { 'http://h/': '127.0.0.1' } }],
  ])('resolve: %s', (_, options) => {
    expect(() => openPage('https://app.example.com', options)).toThrow(/^resolve/)
  })

  it.each<[string, PageOptions]>([
    ['a list', { handlers: [] as never }],
    ['a text', { handlers: 'x' as never }],
    ['nothing', { handlers: null as never }],
    ['a Map', { handlers: new Map([[API, () => new Response()]]) as never }],
    ['a host without a scheme', { handlers: { 'api.example.com': () => new Response() } }],
    ['something that is not a handler', { handlers: { [API]: {} as never } }],
  ])('handlers: %s', (_, options) => {
    expect(() => openPage('https://app.example.com', options)).toThrow(/^handlers/)
  })

  it.each(['tls', 'network'])('%s: a Map', (name) => {
    expect(() => openPage('https://app.example.com', { [name]: new Map() })).toThrow(
      `${name} must be an object such as { name: value }, not Map`,
    )
  })

  it.each([new Map(), [], 'x', null, 5])('%o as options', (options) => {
    expect(() => openPage('https://app.example.com', options as never)).toThrow(/^the options of openPage must be/)
  })

  it.each([undefined, null, 'text', { hi: 1 }, 5, [], Response])('a handler that returns %o', async (given) => {
    const page = open('https://app.example.com', { handlers: { [API]: (() => given) as never } })
    const error = await page.fetch(`${API}/`).then(
      () => expect.unreachable('it was taken'),
      (reason: unknown) => reason,
    )
    expect(error).not.toBeInstanceOf(TypeError)
    expect(String(error)).not.toMatch(/\n|\{/)
    expect(error).toMatchObject({
      name: 'HandlerError',
      message: expect.stringContaining('the handler of https://api.example.com must return a Response'),
    })
  })
})
