import type { Myth } from '../../words/myth.ts'

export const readsAllHeaders: Myth = {
  id: 'reads-all-headers',
  claim: 'A page that may read the answer may read all of its headers.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: () => ({
      status: 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ['content-type', 'application/json'],
        ['x-total-count', '312'],
      ],
    }),
  },
  answer:
    'The page read the body and `Content-Type`; `X-Total-Count` stayed with the browser. The server names further headers in `Access-Control-Expose-Headers`.',
  source: {
    title: 'Fetch: CORS-safelisted response-header name',
    url: 'https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name',
  },
}
