import type { Myth } from '../../words/myth.ts'

export const maySendAnywhere: Myth = {
  id: 'may-send-anywhere',
  claim: 'A page can send a request to any site, also when it may not read the answer.',
  truth: true,
  experiment: {
    kind: 'fetch',
    cast: { server: 'a site that allows nobody' },
    calls: () => [
      {
        request: {
          origin: 'https://blog.example',
          url: 'https://shop.example/search?q=lamp',
          mode: 'no-cors',
        },
      },
    ],
    respond: () => ({ status: 200, headers: [['content-type', 'text/html']] }),
    effect: () => 'A search was done',
  },
  answer:
    'The request went out, and the server did the search. Links, forms, pictures and scripts have always sent requests to other sites; reading is what a page needs permission for.',
  source: {
    title: 'MDN: Same-origin policy',
    url: 'https://developer.mozilla.org/en-US/docs/Web/Security/Same-origin_policy#cross-origin_network_access',
  },
}
