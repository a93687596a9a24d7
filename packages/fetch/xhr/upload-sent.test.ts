/** When an upload is told to be over: measured in Chromium, Firefox and WebKit with a server that never answers. */
import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { openPage } from '../open-page.ts'
import { http2Server, httpServer } from '../testing/servers.ts'
import { xmlHttpRequestOf } from '../xhr.ts'

const HEADERS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
const SENT = ['upload loadstart', 'upload progress', 'upload load', 'upload loadend']

/** It takes the body of everything but a preflight, and never answers. */
const silent: RequestListener = (request, response) => {
  if (request.method === 'OPTIONS') response.writeHead(204, HEADERS).end()
  else request.resume()
}

const WAYS = {
  'HTTP/1.1': async () => ({ resolve: { 'api.example.com': `http://${(await httpServer(silent)).address}` } }),
  'HTTP/2': async () => {
    const { address } = await http2Server(selfSignedCertificate(['api.example.com']), silent)
    return { resolve: { 'api.example.com': `https://${address}` }, tls: { rejectUnauthorized: false } }
  },
  'a handler': async () => ({
    handlers: {
      'https://api.example.com': (request: Request) =>
        request.method === 'OPTIONS' ? new Response(null, { headers: HEADERS }) : new Promise<Response>(() => {}),
    },
  }),
}

describe.each(Object.entries(WAYS))('by %s', (_, way) => {
  test.each([
    ['standard', SENT, ['abort', 'loadend']],
    ['chromium', SENT, ['abort', 'loadend']],
    ['webkit', SENT, ['abort', 'loadend']],
    ['firefox', SENT.slice(0, 2), ['upload abort', 'upload loadend', 'abort', 'loadend']],
  ] as const)('in %s, before the answer', async (engine, sent, aborted) => {
    const page = openPage('https://app.example.com/', { engine, ...(await way()) })
    onTestFinished(() => page.close())
    const xhr = new (xmlHttpRequestOf(page))()
    const events: string[] = []
    let wasSent = () => {}
    const hasSent = new Promise<void>((resolve) => {
      wasSent = resolve
    })
    for (const type of ['loadstart', 'progress', 'load', 'abort', 'error', 'loadend']) {
      xhr.addEventListener(type, () => events.push(type))
      xhr.upload.addEventListener(type, () => {
        if (events.push(`upload ${type}`) === 1 + sent.length) wasSent()
      })
    }
    xhr.open('POST', 'https://api.example.com/')
    xhr.send('data')
    await hasSent
    expect(events).toEqual(['loadstart', ...sent])
    xhr.abort()
    expect(events.slice(1 + sent.length)).toEqual(aborted)
  })
})
