/** Calls of `fetch` and servers for property tests. Most are nearly right, because that is where rules decide. */
import fc from 'fast-check'
import type { ExchangeResponse } from '../words/exchange.ts'
import type { RequestInput } from '../words/request-input.ts'

export const PAGE = 'https://app.example.com'

const urls = fc.constantFrom(
  'https://api.example.com/a',
  'https://api.example.com:8443/a?b=1',
  "https://other.test/it's",
  `${PAGE}/same`,
  'ftp://api.example.com/a',
  'http://api.example.com/insecure',
)

const headerValue = fc.stringMatching(/^[ -~\xa0-\xff]{0,20}$/)

const requestHeader = fc.tuple(
  fc.constantFrom('content-type', 'X-Request-Id', 'authorization', 'accept', 'range', 'Cookie', 'x-a'),
  fc.oneof(
    fc.constantFrom('application/json', 'text/plain', 'bytes=0-5', 'bytes=-5', '*/*', 'x'.repeat(129)),
    headerValue,
  ),
)

export const arbitraryRequest: fc.Arbitrary<RequestInput> = fc.record(
  {
    origin: fc.constantFrom(PAGE, PAGE, PAGE, 'null'),
    url: urls,
    method: fc.constantFrom('GET', 'POST', 'PUT', 'patch', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'put'),
    headers: fc.array(requestHeader, { maxLength: 4 }),
    credentials: fc.constantFrom('omit', 'same-origin', 'include', 'include'),
    mode: fc.constantFrom('cors', 'cors', 'cors', 'no-cors', 'same-origin'),
    redirect: fc.constantFrom('follow', 'follow', 'follow', 'error', 'manual'),
  },
  { requiredKeys: ['origin', 'url'] },
)

const responseHeader = fc.oneof(
  fc.tuple(
    fc.constantFrom('Access-Control-Allow-Origin', 'access-control-allow-origin'),
    fc.oneof(fc.constantFrom('*', PAGE, PAGE, `${PAGE}/`, 'null', '', `${PAGE}, ${PAGE}`, 'é'), headerValue),
  ),
  fc.tuple(fc.constant('Access-Control-Allow-Credentials'), fc.oneof(fc.constantFrom('true', 'True'), headerValue)),
  fc.tuple(
    fc.constant('Access-Control-Allow-Methods'),
    fc.oneof(fc.constantFrom('*', 'PUT', 'PUT, PATCH,,DELETE', '"PUT"', 'put'), headerValue),
  ),
  fc.tuple(
    fc.constant('Access-Control-Allow-Headers'),
    fc.oneof(fc.constantFrom('*', 'content-type, x-request-id, authorization', 'X-A', 'a b'), headerValue),
  ),
  fc.tuple(fc.constant('Access-Control-Expose-Headers'), fc.oneof(fc.constantFrom('*', 'x-a'), headerValue)),
  fc.tuple(fc.constant('Access-Control-Max-Age'), fc.oneof(fc.constantFrom('600', '-1', 'abc'), headerValue)),
  fc.tuple(fc.constant('Cross-Origin-Resource-Policy'), fc.constantFrom('same-origin', 'same-site', 'cross-origin')),
  fc.tuple(
    fc.constant('Location'),
    fc.constantFrom(
      '/next',
      'https://third.test/',
      'https://u:p@third.test/',
      'data:text/plain,x',
      '',
      'http://[',
      `${PAGE}/`,
    ),
  ),
)

export const arbitraryResponse: fc.Arbitrary<ExchangeResponse> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 200, 200, 204, 301, 302, 303, 307, 308, 304, 401, 404, 500),
      headers: fc.array(responseHeader, { maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ networkError: 'connection refused' }) },
)
