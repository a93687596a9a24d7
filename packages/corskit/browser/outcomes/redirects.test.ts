import { test } from 'vitest'
import { allowing, call, expectTable, type Headers, PAGE, product, type Server } from '../testing/outcome-table.ts'
import { inEachEngine } from '../testing/outcome-text.ts'
import type { RequestInput } from '../words/request-input.ts'

test('redirects', () => {
  const locations = [
    'https://third.test/',
    '/next',
    'next',
    '',
    '#f',
    `${PAGE}/back`,
    'https://u:p@third.test/',
    'https://u@api.example.com/x',
    'https://api.example.com:25/',
    'http://third.test/',
    'data:,x',
    'blob:https://app.example.com/1',
    'file:///x',
    'ftp://third.test/',
    'about:blank',
    'https://',
    'http://[',
    '//third.test/x#g',
    'https://third.test/é',
    'mailto:x@y',
    'javascript:1',
  ]
  const calls: readonly [string, Partial<RequestInput>][] = [
    ['GET', {}],
    ['POST', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
    ['PUT', { method: 'PUT', body: 'x', headers: { authorization: 'a', 'content-type': 'application/json' } }],
    ['no-cors', { mode: 'no-cors' }],
    ['HEAD', { method: 'HEAD' }],
    ['from the page', { url: `${PAGE}/x`, method: 'POST', body: 'x', headers: { authorization: 'a' } }],
  ]
  const hop = (status: number, location: string | null, more: Headers = {}): Server => {
    let isFirst = true
    return (request) => {
      if (request.kind === 'preflight' || !isFirst) return allowing()(request)
      isFirst = false
      return allowing({ ...(location === null ? {} : { location }), ...more }, status)(request)
    }
  }
  /** A server that remembers is made anew for each engine. */
  const hops = (title: string, request: Partial<RequestInput>, server: () => Server) => () =>
    inEachEngine(title, (engine) => [call(request, server(), { engine })])
  const chain = (length: number): Server => {
    let done = 0
    return (request) => (done++ < length ? allowing({ location: `/${done}` }, 302)(request) : allowing()(request))
  }
  expectTable('redirects', [
    ...product(calls, locations).map(([[title, request], location]) =>
      hops(`${title} 302 to ${location}`, request, () => hop(302, location)),
    ),
    ...product(calls, [301, 303, 307, 308, 300, 304, 305]).map(([[title, request], status]) =>
      hops(`${title} ${status}`, request, () => hop(status, 'https://third.test/')),
    ),
    ...calls.map(([title, request]) => hops(`${title} without Location`, request, () => hop(302, null))),
    ...calls.map(([title, request]) =>
      hops(`${title} refused at the first`, request, () =>
        hop(302, 'https://third.test/', { 'access-control-allow-origin': 'https://no.test' }),
      ),
    ),
    hops('a stream', { method: 'POST', body: new ReadableStream() }, () => hop(307, '/x')),
    hops('a redirect of the preflight', { method: 'PUT' }, () => () => ({
      status: 301,
      headers: { location: '/x', 'access-control-allow-origin': '*' },
    })),
    hops('20 hops', {}, () => chain(20)),
    hops('21 hops', {}, () => chain(21)),
  ])
})
