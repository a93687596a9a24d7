import { test } from 'vitest'
import { API, allowing, expectTable, PAGE, product, row } from '../testing/outcome-table.ts'
import type { RequestInput } from '../words/request-input.ts'

const URLS = [
  API,
  `${PAGE}/same`,
  'http://api.example.com/',
  'http://app.example.com/',
  'http://127.0.0.1/',
  'http://127.9.9.9:1234/',
  'http://[::1]/',
  'http://localhost:3000/',
  'http://a.localhost/',
  'https://api.example.com:444/',
  'https://u@api.example.com/',
  'https://u:p@api.example.com/',
  'https://:p@api.example.com/',
  '//api.example.com/x',
  '/relative',
  'relative',
  '?q',
  '#f',
  `${API}#fragment`,
  'data:,x',
  'data:text/plain;base64,eA==',
  'data:x',
  'data:;base64,eA==',
  'data:text/plain; base64,eA==',
  'data:text/plain;BASE64,eA',
  'data:text/plain;base64x,eA==',
  'data:text/plain;base64;x=y,eA==',
  'data:text/plain;base64,e',
  'data:text/plain;base64,%65A==',
  'data:,%41%zz%',
  'data: text/html ,x',
  'data:text,x',
  'data:;charset=utf-8,é',
  'blob:https://app.example.com/1',
  'about:blank',
  'about:srcdoc',
  'file:///etc/passwd',
  'ftp://api.example.com/',
  'ws://api.example.com/',
  'wss://api.example.com/',
  'chrome://version',
  'chrome-extension://abc/x',
  'moz-extension://abc/x',
  'capacitor://localhost/x',
  'mailto:a@b',
  'javascript:1',
  'https://',
  'https:///x',
  'http://[',
  'https://a b/',
  'https://api.example.com:99999/',
  ...[0, 1, 7, 19, 22, 25, 80, 443, 587, 6000, 6665, 6669, 8080, 10080, 65535].map(
    (port) => `https://api.example.com:${port}/`,
  ),
]
const PAGES: readonly [string, Partial<RequestInput>][] = [
  ['https page', {}],
  ['http page', { origin: 'http://app.example.com' }],
  ['loopback page', { origin: 'http://localhost:5173' }],
  ['opaque page', { origin: 'null' }],
  ['app page', { origin: 'capacitor://localhost' }],
  ['extension page', { origin: 'chrome-extension://abcdef' }],
  ['file page', { origin: 'file://' }],
]

test('pages and URLs', () =>
  expectTable(
    'urls',
    product(PAGES, URLS).map(([[title, page], url]) => row(`${title}, ${url}`, { ...page, url })),
  ))

const MODES: readonly Partial<RequestInput>[] = [
  {},
  { mode: 'no-cors' },
  { mode: 'same-origin' },
  { credentials: 'include' },
  { credentials: 'omit' },
  { redirect: 'error' },
  { redirect: 'manual' },
  { mode: 'no-cors', redirect: 'manual' },
  { mode: 'no-cors', redirect: 'error' },
  { cache: 'only-if-cached' },
  { cache: 'only-if-cached', mode: 'same-origin' },
  { cache: 'no-store' },
  { cache: 'reload' },
  { cache: 'no-cache' },
  { cache: 'force-cache' },
  { referrer: '' },
  { referrer: 'about:client' },
  { referrer: `${PAGE}/other?q#f` },
  { referrer: 'https://elsewhere.test/' },
  { referrer: 'http://[' },
  { referrer: '/rel' },
  { initiator: 'xmlhttprequest' },
  { useCorsPreflight: true },
  { pageUrl: `${PAGE}/deep/page?q=1#f` },
  ...(
    [
      '',
      'no-referrer',
      'no-referrer-when-downgrade',
      'same-origin',
      'origin',
      'strict-origin',
      'origin-when-cross-origin',
      'strict-origin-when-cross-origin',
      'unsafe-url',
    ] as const
  ).map((referrerPolicy) => ({ referrerPolicy, pageUrl: `${PAGE}/deep?q#f` })),
]

test('what a page can set in a call', () =>
  expectTable(
    'call-options',
    product(MODES, [API, `${PAGE}/same`]).flatMap(([options, url]) => {
      const title = `${JSON.stringify(options)} ${url}`
      return [
        row(title, { ...options, url }),
        row(`${title} PUT`, { ...options, url, method: 'PUT', body: 'x' }),
        row(`${title} refused`, { ...options, url }, () => ({ status: 200 })),
        row(`${title} 302`, { ...options, url }, (request) =>
          request.url === url
            ? { status: 302, headers: { location: 'https://third.test/', 'access-control-allow-origin': '*' } }
            : allowing()(request),
        ),
        row(`${title} lost`, { ...options, url }, () => ({ networkError: 'ECONNRESET' })),
      ]
    }),
  ))
