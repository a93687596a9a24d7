import type { Myth } from '../../words/myth.ts'

export const preflightWithoutCookies: Myth = {
  id: 'preflight-without-cookies',
  claim: 'A preflight never carries cookies.',
  truth: true,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users/7',
          method: 'DELETE',
          credentials: 'include',
        },
      },
    ],
    cookies: () => 'session=ada',
    respond: ({ kind }) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ['access-control-allow-credentials', 'true'],
        ...(kind === 'preflight' ? [['access-control-allow-methods', 'DELETE'] as const] : []),
      ],
    }),
    effect: ({ kind }) => (kind === 'actual' ? 'User 7 deleted' : null),
  },
  answer:
    'The `OPTIONS` came without the cookie, and the `DELETE` with it. A server that wants a login before it answers a preflight refuses all of them.',
  source: {
    title: 'Fetch: CORS protocol and credentials',
    url: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  },
}
