import type { Myth } from '../../words/myth.ts'

export const curlWorks: Myth = {
  id: 'curl-works',
  claim: 'It works in curl or Postman, so the server’s CORS headers are right.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        title: 'curl read this very answer without trouble. Now a page asks.',
        request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' },
      },
    ],
    respond: () => ({ status: 200, headers: [['content-type', 'application/json']] }),
  },
  answer:
    'curl and Postman do not look at CORS headers, so they work with right ones, wrong ones and none. Only a browser, or something that checks as one, can tell.',
  source: { title: 'Fetch: CORS check', url: 'https://fetch.spec.whatwg.org/#concept-cors-check' },
}
