import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openPage } from '../index.ts'
import { PageHeaders } from './guarded-headers.ts'

const page = openPage('https://app.example.com/dir/page')

describe('Headers', () => {
  it('of script have no guard', () => {
    expect([...new page.Headers({ Cookie: 'a=b' })]).toEqual([['cookie', 'a=b']])
  })

  it('of a request drop what is forbidden, whichever way it is put in', () => {
    const { headers } = new page.Request('/', {
      headers: [
        ['Origin', 'x'],
        ['X-A', '1'],
        ['X-HTTP-Method', 'TRACE'],
      ],
    })
    headers.append('sec-fetch-site', 'none')
    headers.set('proxy-a', '1')
    headers.append('x-a', '2')
    headers.delete('host')
    expect([...headers]).toEqual([['x-a', '1, 2']])
    headers.delete('X-A')
    expect([...headers]).toEqual([])
  })

  it('of a no-cors request hold safelisted ones, whose values stay safelisted when they are combined', () => {
    const headers = PageHeaders.guarded('request-no-cors', [
      ['range', 'bytes=0-1'],
      ['accept', 'a'.repeat(100)],
    ])
    headers.append('accept', 'b'.repeat(100))
    headers.append('content-type', 'application/json')
    headers.set('content-type', 'text/plain')
    headers.append('x-a', '1')
    headers.delete('x-b')
    expect([...headers]).toEqual([
      ['accept', 'a'.repeat(100)],
      ['content-type', 'text/plain'],
    ])
  })

  it.each([
    ['an invalid name', 'a b', '1'],
    ['a line break in a value', 'a', 'x\r\ny: z'],
    ['a value that is not bytes', 'a', '…'],
  ])('throw on %s under every guard', (_what, name, value) => {
    for (const guard of ['request', 'request-no-cors', 'response', 'immutable'] as const) {
      expect(() => PageHeaders.guarded(guard, [[name, value]]), guard).toThrow(TypeError)
    }
  })
})

describe('Request', () => {
  it('takes another request for its options', async () => {
    const first = new page.Request('/', { method: 'PUT', headers: { 'x-a': '1' }, body: 'data' })
    const second = new page.Request('/other', first)
    expect(second).toMatchObject({ url: 'https://app.example.com/other', method: 'PUT' })
    expect(second.headers.get('x-a')).toBe('1')
    expect(await second.text()).toBe('data')
  })

  it('takes its URL relative to the page, and says so in its own', () => {
    expect(new page.Request('x?y').url).toBe('https://app.example.com/dir/x?y')
    expect(() => new page.Request('http://[')).toThrow(TypeError)
    expect(() => new page.Request('https://user:pass@example.com')).toThrow(TypeError)
  })

  it.each([
    ['a forbidden method', { method: 'CONNECT' }],
    ['mode navigate', { mode: 'navigate' }],
    ['an unsafe method in no-cors', { mode: 'no-cors', method: 'PUT' }],
    ['a body with GET', { body: 'x' }],
    ['only-if-cached for another origin', { cache: 'only-if-cached' }],
  ])('refuses %s', (_what, init) => {
    expect(() => new page.Request('https://api.example.com', init as RequestInit)).toThrow(TypeError)
  })

  it('takes no referrer but one of its own origin', () => {
    expect(new page.Request('/').referrer).toBe('about:client')
    expect(new page.Request('/', { referrer: '' }).referrer).toBe('')
    expect(new page.Request('/', { referrer: '/a' }).referrer).toBe('https://app.example.com/a')
    expect(new page.Request('/', { referrer: 'https://evil.example/' }).referrer).toBe('about:client')
  })

  it('is copied with its headers and its body', async () => {
    const request = new page.Request('/', { method: 'POST', body: 'data', headers: { 'x-a': '1' } })
    const clone = request.clone()
    const copy = new page.Request(request)
    expect([...copy.headers]).toEqual([
      ['content-type', 'text/plain;charset=UTF-8'],
      ['x-a', '1'],
    ])
    expect(await copy.text()).toBe('data')
    expect(await clone.text()).toBe('data')
    expect(clone.headers.get('x-a')).toBe('1')
    expect(request.bodyUsed).toBe(true)
  })
})

describe('Response', () => {
  it('redirects to a URL of the page, and is the class of every answer', async () => {
    const made = page.Response.redirect('/x?y', 301)
    expect([made.status, made.headers.get('location')]).toEqual([301, `${new URL(page.url).origin}/x?y`])
    expect(page.Response.redirect('https://b.example/').status).toBe(302)
    expect(() => page.Response.redirect('http://[')).toThrow(TypeError)
    const answers = [new page.Response(''), new page.Response('').clone()]
    expect(answers.every((one) => one instanceof page.Response)).toBe(true)
    expect({} instanceof page.Response).toBe(false)
  })

  it('made by script keeps no cookies', () => {
    expect([...new page.Response('', { headers: { 'set-cookie': 'a=1', 'x-a': '1' } }).headers]).toEqual([
      ['content-type', 'text/plain;charset=UTF-8'],
      ['x-a', '1'],
    ])
  })

  it('made by script reads, clones and reports itself like any other', async () => {
    const response = new page.Response('{"a":1}', { status: 201, statusText: 'Made' })
    expect(await response.clone().json()).toEqual({ a: 1 })
    expect(response).toMatchObject({
      type: 'default',
      status: 201,
      statusText: 'Made',
      ok: true,
      url: '',
      bodyUsed: false,
    })
    expect(await response.text()).toBe('{"a":1}')
    expect(response.bodyUsed).toBe(true)
    expect(() => response.clone()).toThrow(TypeError)
    expect(page.Response.error().type).toBe('error')
    expect(await page.Response.json({ a: 1 }).json()).toEqual({ a: 1 })
  })
})

it('work as globals, in the place of those of Node', async () => {
  const asked: string[] = []
  const handler = async (request: Request) => {
    asked.push(`${request.method} ${await request.text()}`)
    return new Response('made by the global class')
  }
  const open = openPage('https://app.example.com', { handlers: { 'https://app.example.com': handler } })
  onTestFinished(() => void vi.unstubAllGlobals())
  for (const name of ['fetch', 'Headers', 'Request', 'Response'] as const) vi.stubGlobal(name, open[name])
  const abort = new AbortController()
  const request = new Request('/', { method: 'POST', body: 'data', signal: abort.signal })
  const clone = request.clone()
  expect(await (await fetch(clone)).text()).toBe('made by the global class')
  expect(asked).toEqual(['POST data'])
  abort.abort()
  expect(clone.signal.aborted).toBe(true)
  expect(new page.Request(request).signal.aborted).toBe(true)
})

describe('fetch refuses the same options as Request, with a TypeError', () => {
  const VALUES: readonly unknown[] = ['', 'x', 'GET', 'omit', 'cors', 'error', 'origin', null, undefined, 5, {}, true]
  const OPTIONS = ['method', 'credentials', 'mode', 'redirect', 'referrerPolicy', 'cache', 'integrity', 'referrer']

  const own = openPage('https://app.example.com/', { handlers: { 'https://app.example.com': () => new Response('') } })

  it.each(OPTIONS)('%s', async (option) => {
    for (const value of VALUES) {
      const init = { [option]: value } as RequestInit
      const isRefused = await own.fetch('/x', init).then(
        () => false,
        (error) => error instanceof TypeError,
      )
      let isNone = false
      try {
        new own.Request('/x', init)
      } catch {
        isNone = true
      }
      expect(isRefused, `${option}: ${JSON.stringify(value)}`).toBe(isNone)
    }
  })

  it('undefined and null stand for an empty object, and other values are refused', async () => {
    for (const none of [undefined, null]) {
      expect((await own.fetch('/x', none as never)).status).toBe(200)
      expect(await own.outcomeOf('/x', none as never)).toMatchObject({ verdict: 'allowed' })
      expect(new own.Request('/x', none as never).method).toBe('GET')
    }
    for (const wrong of ['x', 5, true, Symbol('s')]) {
      await expect(own.fetch('/x', wrong as never)).rejects.toThrow(TypeError)
      await expect(own.outcomeOf('/x', wrong as never)).rejects.toThrow(TypeError)
      expect(() => new own.Request('/x', wrong as never)).toThrow(TypeError)
    }
    await expect((own.fetch as () => Promise<unknown>)()).rejects.toThrow('1 argument required')
  })
})
