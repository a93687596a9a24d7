import type { Myth } from '../../words/myth.ts'

export const starWithCookies: Myth = {
  id: 'star-with-cookies',
  claim: '`*` works with cookies, if `Access-Control-Allow-Credentials: true` is sent too.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      { request: { origin: 'https://app.example.com', url: 'https://api.example.com/me', credentials: 'include' } },
    ],
    cookies: () => 'session=ada',
    respond: () => ({
      status: 200,
      headers: [
        ['access-control-allow-origin', '*'],
        ['access-control-allow-credentials', 'true'],
      ],
    }),
  },
  answer:
    'The cookie went out, and the browser hid the answer. With credentials the server has to name the one origin that asks.',
  source: {
    title: 'Fetch: CORS protocol and credentials',
    url: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  },
}
