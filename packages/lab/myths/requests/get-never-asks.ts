import type { Myth } from '../../words/myth.ts'

export const getNeverAsks: Myth = {
  id: 'get-never-asks',
  claim: 'A `GET` never needs a preflight.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users',
          headers: { 'x-request-id': '7f3' },
        },
      },
    ],
    respond: ({ kind }) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ...(kind === 'preflight' ? [['access-control-allow-headers', 'x-request-id'] as const] : []),
      ],
    }),
  },
  answer:
    'This `GET` had a header that a form could not send, so the browser asked first. A preflight depends on the method and on the headers.',
  source: {
    title: 'Fetch: CORS-unsafe request-header names',
    url: 'https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names',
  },
}
