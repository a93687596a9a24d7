import { test } from 'vitest'
import { API, allowing, expectTable, type Headers, PAGE, product, row } from '../testing/outcome-table.ts'
import type { RequestInput } from '../words/request-input.ts'

const ORIGIN_VALUES = [
  '*',
  PAGE,
  `${PAGE}/`,
  PAGE.toUpperCase(),
  'null',
  '',
  ' ',
  `${PAGE}, ${PAGE}`,
  '*, *',
  `${PAGE} *`,
  'https://evil.test',
  'http://app.example.com',
  'https://app.example.com:443',
  'é',
  '**',
  `\t${PAGE} `,
]

test("an answer's headers", () =>
  expectTable('answers', [
    ...product(ORIGIN_VALUES, ['omit', 'include'] as const).flatMap(([value, credentials]) => [
      row(`origin ${JSON.stringify(value)} ${credentials}`, { credentials }, () => ({
        status: 200,
        headers: { 'access-control-allow-origin': value, 'access-control-allow-credentials': 'true' },
      })),
      row(`opaque, origin ${JSON.stringify(value)} ${credentials}`, { credentials, origin: 'null' }, () => ({
        status: 200,
        headers: { 'access-control-allow-origin': value, 'access-control-allow-credentials': 'true' },
      })),
    ]),
    ...['true', 'True', 'TRUE', '', 'false', 'true, true', ' true', '1'].map((value) =>
      row(`credentials ${JSON.stringify(value)}`, { credentials: 'include' }, () => ({
        status: 200,
        headers: { 'access-control-allow-origin': PAGE, 'access-control-allow-credentials': value },
      })),
    ),
    ...['*', '', 'x-a', 'X-A', 'x-a, x-b', 'x-a,,x-b', 'x a', '"x-a"', '*, x-a', 'set-cookie', 'x-a;'].flatMap(
      (value) =>
        (['omit', 'include'] as const).map((credentials) =>
          row(`expose ${JSON.stringify(value)} ${credentials}`, { credentials }, () => ({
            status: 200,
            headers: {
              'access-control-allow-origin': PAGE,
              'access-control-allow-credentials': 'true',
              'access-control-expose-headers': value,
              'x-a': '1',
              'x-b': '2',
              '*': '3',
              'set-cookie': 'a=b',
              'set-cookie2': 'c',
              'content-type': 'text/x',
              'content-length': '3',
              'cache-control': 'a',
              expires: '0',
              pragma: 'p',
              'last-modified': 'l',
              'content-language': 'de',
            },
          })),
        ),
    ),
    ...['same-origin', 'same-site', 'cross-origin', '', 'Same-Origin', 'x', 'same-origin, same-site'].flatMap((value) =>
      [API, 'https://other.test/', `${PAGE}/same`, 'https://x.co.uk/', 'http://app.example.com/'].map((url) =>
        row(`resource policy ${JSON.stringify(value)} ${url}`, { mode: 'no-cors', url }, () => ({
          status: 200,
          headers: { 'cross-origin-resource-policy': value },
        })),
      ),
    ),
    ...[100, 101, 103, 199, 200, 204, 206, 299, 300, 304, 401, 403, 404, 407, 500, 511, 599, 600, 999].flatMap(
      (status) => [
        row(`status ${status}`, {}, allowing({}, status)),
        row(`status ${status} to the preflight`, { method: 'PUT' }, (request) =>
          allowing({}, request.kind === 'preflight' ? status : 200)(request),
        ),
      ],
    ),
  ]))

test("a preflight's answer", () => {
  const preflight = (title: string, request: Partial<RequestInput>, headers: Headers) =>
    row(title, request, ({ kind }) => ({
      status: 200,
      headers:
        kind === 'preflight'
          ? { 'access-control-allow-origin': '*', ...headers }
          : { 'access-control-allow-origin': '*' },
    }))
  expectTable('preflights', [
    ...[
      '*',
      '',
      'PUT',
      'put',
      'Put',
      'PUT,GET',
      'PUT,,GET',
      ',PUT',
      '"PUT"',
      'P UT',
      'PUT;',
      'GET',
      '*,PUT',
      'PATCH',
      'patch',
    ].flatMap((value) =>
      ['PUT', 'patch', 'PATCH', 'GET'].flatMap((method) =>
        (['omit', 'include'] as const).map((credentials) =>
          preflight(
            `methods ${JSON.stringify(value)} for ${method} ${credentials}`,
            { method, credentials, useCorsPreflight: true },
            {
              'access-control-allow-origin': PAGE,
              'access-control-allow-credentials': 'true',
              'access-control-allow-methods': value,
            },
          ),
        ),
      ),
    ),
    ...[
      '*',
      '',
      'x-a',
      'X-A',
      'x-a,x-b',
      'x-b',
      'x a',
      '"x-a"',
      'authorization',
      '*, authorization',
      'AUTHORIZATION',
      'x-a,,authorization',
    ].flatMap((value) =>
      [['x-a'], ['x-a', 'x-b'], ['authorization'], ['content-type']].flatMap((names) =>
        (['omit', 'include'] as const).map((credentials) =>
          preflight(
            `headers ${JSON.stringify(value)} for ${names} ${credentials}`,
            { credentials, headers: Object.fromEntries(names.map((name) => [name, 'application/json'])) },
            {
              'access-control-allow-origin': PAGE,
              'access-control-allow-credentials': 'true',
              'access-control-allow-headers': value,
            },
          ),
        ),
      ),
    ),
    ...product(
      product(
        [301, 302, 303, 304, 307, 308, 300],
        ['', '/x', 'https://third.test/', 'ftp://third.test/', 'http://[', null],
      ),
      ['follow', 'error', 'manual'] as const,
    ).map(([[status, location], redirect]) =>
      row(`${status} to ${location} for ${redirect}`, { method: 'PUT', redirect }, (request) =>
        allowing(location === null ? {} : { location }, request.kind === 'preflight' ? status : 200)(request),
      ),
    ),
    ...product(['', '/x', null], [PAGE, 'https://evil.test']).map(([location, origin]) =>
      row(`307 to ${location} that allows ${origin}`, { method: 'PUT' }, () => ({
        status: 307,
        headers: { 'access-control-allow-origin': origin, ...(location === null ? {} : { location }) },
      })),
    ),
  ])
})
