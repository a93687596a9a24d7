import { test } from 'vitest'
import { allowing, call, expectTable, PAGE, product, row, type Server } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import type { RequestInput } from '../words/request-input.ts'

const METHODS =
  'GET get HEAD head POST post PUT put PATCH patch Patch DELETE delete OPTIONS options TRACE trace TRACK Track CONNECT connect QUERY query CHICKEN'
const ODD_METHODS = ['', ' ', 'G T', 'GET\n', 'é', '*', "!#$%&'*+-.^_`|~", 'GET,POST']

test('methods', () =>
  expectTable(
    'methods',
    product([...METHODS.split(' '), ...ODD_METHODS], ['cors', 'no-cors', 'same-origin'] as const).flatMap(
      ([method, mode]) => [
        row(`${JSON.stringify(method)} ${mode}`, { method, mode }),
        ...(mode === 'cors'
          ? [row(`${JSON.stringify(method)} and nothing allowed`, { method }, () => ({ status: 200 }))]
          : []),
      ],
    ),
  ))

const NAMES = [
  'accept accept-charset accept-encoding accept-language access-control-request-headers access-control-request-method',
  'access-control-request-private-network connection content-encoding content-language content-length content-type cookie cookie2 date',
  'dnt dpr device-memory downlink ect expect host keep-alive origin permissions-policy priority proxy-authorization proxy- proxy-x range referer',
  'rtt save-data sec- sec-fetch-mode sec-ch-ua set-cookie te trailer transfer-encoding upgrade user-agent via viewport-width width',
  'x-http-method x-http-method-override x-method-override x-requested-with authorization x-a cache-control pragma if-none-match if-modified-since if-range',
]
  .join(' ')
  .split(' ')

test('methods with a body, and without an answer', () =>
  expectTable(
    'methods-lost',
    product(['GET', 'HEAD', 'POST', 'PUT', 'put', 'DELETE'], [`${PAGE}/x`, 'https://api.example.com/x']).flatMap(
      ([method, url]) => [
        row(`${method} ${url} with a body`, { method, url, body: 'x' }),
        row(`${method} ${url}, lost`, { method, url }, () => ({ networkError: 'ECONNRESET' })),
        row(`${method} ${url}, lost behind its preflight`, { method, url, headers: { 'x-a': '1' } }, (request) =>
          request.kind === 'preflight' ? allowing()(request) : { networkError: 'ECONNRESET' },
        ),
      ],
    ),
  ))

test('request headers, by their names', () =>
  expectTable(
    'request-headers',
    product(NAMES, ['cors', 'no-cors'] as const).flatMap(([name, mode]) => [
      row(`${name} ${mode}`, { mode, headers: { [name]: 'x' } }),
      ...(mode === 'cors'
        ? [
            row(`${name} and nothing allowed`, { headers: { [name]: '1' } }, () => ({
              status: 200,
              headers: { 'access-control-allow-origin': '*' },
            })),
          ]
        : []),
    ]),
  ))

const VALUES: readonly [string, string][] = [
  ...[
    '',
    'a',
    'a'.repeat(128),
    'a'.repeat(129),
    'a(b',
    'a)b',
    'a"b',
    'a:b',
    'a<b',
    'a>b',
    'a?b',
    'a@b',
    'a[b',
    'a\\b',
    'a]b',
    'a{b',
    'a}b',
    'a\x7fb',
    'a\tb',
    'a\x01b',
    '\x80',
    '\xff',
  ].map((value): [string, string] => ['accept', value]),
  ...['', 'en', 'en-US,en;q=0.5', 'en_US', '*', 'a=b', 'a"b', 'é', 'Z9', '@', '[', '`', '{', '/', ':'].map(
    (value): [string, string] => ['accept-language', value],
  ),
  ...['', 'de', 'de;', '-*. ,;='].map((value): [string, string] => ['content-language', value]),
  ...[
    '',
    'text/plain',
    'TEXT/PLAIN',
    'text/plain;charset=utf-8',
    'text/plain; a="b"',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'application/json',
    'text/html',
    'text',
    'text/',
    '/plain',
    'text/plain, text/plain',
    ` text/plain`,
    'a'.repeat(129),
  ].map((value): [string, string] => ['content-type', value]),
  ...[
    'bytes=0-',
    'bytes=0-5',
    'bytes=5-0',
    'bytes=-5',
    'bytes=',
    'bytes=a-b',
    'bytes=0-1,3-4',
    'Bytes=0-1',
    'bytes = 0-1',
    'bytes=0 -1',
    'items=0-1',
  ].map((value): [string, string] => ['range', value]),
  ...['GET', 'TRACE', 'track', 'CONNECT,GET', 'PUT, TRACE', ' connect'].map((value): [string, string] => [
    'x-http-method-override',
    value,
  ]),
]

test('request headers, by their values', () =>
  expectTable('request-header-values', [
    ...VALUES.map(([name, value]) => row(`${name}: ${JSON.stringify(value)}`, { headers: { [name]: value } })),
    row('1,024 bytes of safelisted headers', {
      headers: [...Array(8)].map((_, at) => ['accept', 'a'.repeat(at < 7 ? 126 : 128)]),
    }),
    row('1,025 of them', {
      headers: [
        ['accept', 'a'.repeat(128)],
        ['accept-language', 'a'.repeat(128)],
        ['content-language', 'a'.repeat(128)],
      ],
    }),
    // What combines lines of one name puts a comma and a space between them.
    ...product(['accept', 'accept-language', 'content-language', 'content-type', 'x-a'], [62, 63, 64, 65, 128]).map(
      ([name, length]) =>
        row(`${name} twice, of 64 and ${length}`, {
          headers: [
            [name, 'a'.repeat(64)],
            [name, 'a'.repeat(length)],
          ],
        }),
    ),
    row('a name twice', {
      headers: [
        ['X-B', '1'],
        ['x-a', '2'],
        ['x-b', '3'],
      ],
    }),
    row('bad names', { headers: [['x a', '1']] }),
    row('bad values', { headers: [['x-a', 'a\0b']] }),
    row('a value beyond bytes', { headers: { 'x-a': '\u0100' } }),
    row('white space around', { headers: { 'x-a': ' \t a \r\n' } }),
  ]))

test('what respond gets beside the headers of a request', () => {
  const bodies: readonly (RequestInput['body'] | undefined)[] = [undefined, 'x', new URLSearchParams('a=b')]
  const urls = [`${PAGE}/x`, 'https://api.example.com/x']
  const calls = product(product(['omit', 'same-origin', 'include'] as const, bodies), product(urls, [303, 307]))
  expectTable(
    'handed',
    calls.flatMap(([[credentials, body], [url, status]]) =>
      ENGINES.map((engine) => () => {
        const handed: string[] = []
        const server: Server = (request) => {
          const { kind, includeCredentials, method } = request
          handed.push(`${kind} ${method} ${includeCredentials} ${request.body === body ? 'the body' : request.body}`)
          const isLast = kind === 'preflight' || new URL(request.url).pathname === '/last'
          return isLast ? allowing()(request) : allowing({ location: 'https://third.test/last' }, status)(request)
        }
        call({ url, credentials, method: body === undefined ? 'DELETE' : 'POST', body }, server, { engine })
        return [`${engine} ${credentials} ${String(body)} ${url} ${status}: ${handed.join(', ')}`]
      }),
    ),
  )
})
