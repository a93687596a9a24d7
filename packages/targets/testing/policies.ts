/** Policies that every target is held against, beside the ones that are made at random. */
import type { PolicyOptions } from 'corskit'

export const POLICIES: Readonly<Record<string, PolicyOptions>> = {
  'one exact origin': { origin: 'https://app.example.com' },
  'a list': {
    origin: ['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:5173'],
    methods: ['PUT', 'DELETE'],
    allowedHeaders: ['content-type', 'x-request-id'],
    exposedHeaders: ['etag', 'x-total'],
    maxAge: 7200,
  },
  'subdomains and any port, with credentials': {
    origin: ['https://app.example.com', 'https://*.example.com', 'http://localhost:*'],
    methods: ['PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'authorization'],
    exposedHeaders: ['etag'],
    credentials: true,
    maxAge: 600,
  },
  'a public API': { origin: '*', methods: ['PUT'], allowedHeaders: ['content-type'], exposedHeaders: '*' },
  '2,000 origins': {
    origin: Array.from({ length: 2_000 }, (_, at) => `https://customer-${at}.example.com`),
    credentials: true,
    methods: ['PUT'],
    allowedHeaders: ['content-type'],
  },
  'a wildcard inside a label, and a RegExp': {
    origin: ['https://preview-*.example.com', /^https:\/\/[a-z]+-(?:a|b)\d{1,3}\.example\.org$/],
    allowedHeaders: ['x-api-key'],
    maxAge: 0,
  },
  'names with every sign, an own scheme and null': {
    origin: ['my-app+x.y://host', 'null', 'https://[2001:db8::1]:8443', 'https://a_b.example.com'],
    methods: ["M!#%&'*+-.^_`|~", 'REPORT'],
    allowedHeaders: ["x-!#%&'*+.^_`|~", 'x-other'],
    exposedHeaders: ["y-!#%&'*+.^_`|~"],
    vary: ['accept-language'],
    dangerouslyAllowNullOrigin: true,
  },
  'a name with a dollar sign': {
    origin: 'https://app.example.com',
    methods: ['A$B'],
    allowedHeaders: ['x-$host', '$1'],
    exposedHeaders: ['y-$0'],
  },
}
