import type { Myth } from '../../words/myth.ts'

export const methodsMustListPost: Myth = {
  id: 'methods-must-list-post',
  claim: '`GET` and `POST` must stand in `Access-Control-Allow-Methods`.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        },
      },
    ],
    respond: ({ kind }) => ({
      status: kind === 'preflight' ? 204 : 201,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ...(kind === 'preflight' ? [['access-control-allow-headers', 'content-type'] as const] : []),
      ],
    }),
    effect: ({ kind }) => (kind === 'actual' ? 'User created' : null),
  },
  answer:
    'The preflight listed no method, and the `POST` was sent. Three methods need no listing: `GET`, `HEAD` and `POST`.',
  source: { title: 'Fetch: CORS-safelisted method', url: 'https://fetch.spec.whatwg.org/#cors-safelisted-method' },
}
