/** Policies of every kind, small enough to be read in a failure. */
import type { PolicyOptions } from 'corskit'
import fc from 'fast-check'

const port = fc.constantFrom('', ':8443', ':5173')
const host = fc.constantFrom(
  'app.example.com',
  'admin.example.org',
  'example.net',
  'a.b.example.com',
  'x1.shop.example',
)
const origin = fc.oneof(
  fc.tuple(fc.constantFrom('https', 'http'), host, port).map(([scheme, name, tail]) => `${scheme}://${name}${tail}`),
  fc.constantFrom('http://localhost:3000', 'http://127.0.0.1:8080', 'https://127.0.0.1'),
  fc.tuple(host, port).map(([name, tail]) => `https://*.${name}${tail}`),
  host.map((name) => `https://preview-*.${name}`),
  fc.constantFrom('http://localhost:*', 'https://app.example.com:*', 'https://*.example.org:*'),
)

const subset = (...all: string[]) => fc.subarray(all)

export const randomPolicies: fc.Arbitrary<PolicyOptions> = fc
  .record({
    origin: fc.oneof(
      { weight: 1, arbitrary: fc.constant<'*'>('*') },
      { weight: 6, arbitrary: fc.uniqueArray(origin, { minLength: 1, maxLength: 4 }) },
    ),
    methods: subset('PUT', 'PATCH', 'DELETE', 'REPORT'),
    allowedHeaders: subset('content-type', 'authorization', 'x-request-id', 'x-api-key'),
    exposedHeaders: subset('etag', 'x-total', 'link'),
    credentials: fc.boolean(),
    maxAge: fc.option(fc.constantFrom(0, 60, 7200, 86_400), { nil: undefined }),
  })
  .map(({ maxAge, ...policy }) => ({
    ...policy,
    credentials: policy.origin === '*' ? false : policy.credentials,
    dangerouslyAllowInsecureOrigins: true,
    ...(maxAge === undefined ? {} : { maxAge }),
  }))

/**
 * What the narrowest service can say too: exact origins, well-known methods, one list of headers for both directions.
 */
export const plainPolicies: fc.Arbitrary<PolicyOptions> = fc
  .record({
    origin: fc.uniqueArray(
      host.map((name) => `https://${name}`),
      { minLength: 1 },
    ),
    methods: subset('PUT', 'DELETE'),
    headers: subset('x-request-id', 'etag', 'x-total'),
    maxAge: fc.constantFrom(60, 7200, 86_400),
  })
  .map(({ headers, ...policy }) => ({
    ...policy,
    allowedHeaders: headers,
    exposedHeaders: headers,
    credentials: false,
  }))
