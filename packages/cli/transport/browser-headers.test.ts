import type { ExchangeRequest } from 'corskit/browser'
import { parseSerializedOrigin } from 'corskit/protocol'
import { describe, expect, test } from 'vitest'
import { type PageFacts, wireRequest } from './browser-headers.ts'

const page = (origin: string): PageFacts => ({
  destination: 'empty',
  origin: parseSerializedOrigin(origin) ?? { opaque: true, serialized: 'null' },
  mode: 'cors',
})

function sent(
  request: Partial<ExchangeRequest>,
  {
    origin = 'https://app.example.com',
    via = [],
    body = null,
  }: { origin?: string; via?: string[]; body?: Uint8Array | null } = {},
): Record<string, string> {
  const url = request.url ?? 'https://api.example.com/users'
  const full: ExchangeRequest = {
    kind: 'actual',
    method: 'GET',
    url,
    headers: [],
    body: null,
    includeCredentials: false,
    ...request,
  }
  const urls = [...via, url].map((text) => new URL(text))
  return Object.fromEntries(wireRequest(full, body, page(origin), urls, 'corskit').headers)
}

describe('the headers that a browser adds', () => {
  test('say how far apart page and server are', () => {
    expect(sent({}, { origin: 'https://api.example.com' })['sec-fetch-site']).toBe('same-origin')
    expect(sent({}, { origin: 'https://app.example.com' })['sec-fetch-site']).toBe('same-site')
    expect(sent({}, { origin: 'http://app.example.com' })['sec-fetch-site']).toBe('cross-site')
    expect(sent({}, { origin: 'https://other.test' })['sec-fetch-site']).toBe('cross-site')
    expect(sent({}, { origin: 'null' })['sec-fetch-site']).toBe('cross-site')
  })

  test('remember the farthest hop of a redirect', () => {
    const via = ['https://elsewhere.test/']
    expect(sent({}, { origin: 'https://api.example.com', via })['sec-fetch-site']).toBe('cross-site')
  })

  test('say nothing about the page over plain http, except on loopback', () => {
    expect(sent({ url: 'http://api.example.com/' })).not.toHaveProperty('sec-fetch-site')
    expect(sent({ url: 'http://localhost:3000/' })).toMatchObject({
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
    })
  })

  test('offer Brotli only over connections that no proxy can change', () => {
    expect(sent({})['accept-encoding']).toBe('gzip, deflate, br, zstd')
    expect(sent({ url: 'http://api.example.com/' })['accept-encoding']).toBe('gzip, deflate')
  })

  test('give POST and PUT a length even without a body, and GET none', () => {
    expect(sent({ method: 'POST' })['content-length']).toBe('0')
    expect(sent({ method: 'PUT' }, { body: new Uint8Array(3) })['content-length']).toBe('3')
    expect(sent({ method: 'PATCH' })).not.toHaveProperty('content-length')
    expect(sent({})).not.toHaveProperty('content-length')
  })

  test('do not change what the model or the script has set', () => {
    const headers = [
      ['accept', 'application/json'],
      ['user-agent', 'mine'],
      ['accept-language', 'de'],
    ] as const
    expect(sent({ headers })).toMatchObject({
      accept: 'application/json',
      'user-agent': 'mine',
      'accept-language': 'de',
    })
  })

  test('are one line for each name', () => {
    const headers = [
      ['x-tag', 'a'],
      ['x-tag', 'b'],
    ] as const
    expect(sent({ headers })['x-tag']).toBe('a, b')
  })

  test('never include a cookie', () => {
    expect(sent({ kind: 'preflight', method: 'OPTIONS', includeCredentials: false })).not.toHaveProperty('cookie')
    expect(sent({ includeCredentials: true })).not.toHaveProperty('cookie')
  })
})
