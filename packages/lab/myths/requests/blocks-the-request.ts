import type { Myth } from '../../words/myth.ts'

export const blocksTheRequest: Myth = {
  id: 'blocks-the-request',
  claim: 'CORS stops the browser from sending the request.',
  truth: false,
  experiment: {
    kind: 'fetch',
    cast: { page: 'a page of another site', server: 'the shop' },
    calls: () => [
      {
        request: {
          origin: 'https://blog.example',
          url: 'https://shop.example/orders',
          method: 'POST',
          body: 'item=7',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      },
    ],
    respond: () => ({ status: 201, headers: [['content-type', 'application/json']] }),
    effect: ({ kind }) => (kind === 'actual' ? 'order written' : null),
  },
  answer:
    'The browser sent the request and the server wrote the order; then the browser hid the answer from the page. Only a request that needs a preflight waits until the server has agreed.',
  source: { title: 'Fetch: CORS protocol', url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
  article: {
    says: 'Browser blocks the cross-origin request UNLESS the server sends CORS headers allowing it.',
    url: 'https://bfotool.com/interview/nodejs/cors',
  },
}
