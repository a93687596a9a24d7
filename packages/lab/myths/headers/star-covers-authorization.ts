import type { Myth } from '../../words/myth.ts'

export const starCoversAuthorization: Myth = {
  id: 'star-covers-authorization',
  claim: 'By the standard, `Access-Control-Allow-Headers: *` covers `Authorization`.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/me',
          headers: { authorization: 'Bearer 7f3' },
        },
      },
    ],
    respond: ({ kind }) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', '*'],
        ...(kind === 'preflight' ? [['access-control-allow-headers', '*'] as const] : []),
      ],
    }),
  },
  answer:
    'The standard wants `Authorization` named, and you see the standard here. Chromium, Firefox and WebKit still let it pass today, so a test in a browser does not tell you.',
  source: {
    title: 'Fetch: CORS non-wildcard request-header name',
    url: 'https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name',
  },
}
