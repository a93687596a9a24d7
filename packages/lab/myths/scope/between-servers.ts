import type { Myth } from '../../words/myth.ts'
import { answered, sent } from '../../words/tell.ts'

export const betweenServers: Myth = {
  id: 'between-servers',
  claim: 'My two servers need CORS to talk to each other.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'the shop’s server', detail: 'https://shop.example' },
        { id: 'server', kind: 'server', name: 'the payment server', detail: 'https://pay.example' },
      ],
      events: [
        sent(
          'page',
          'server',
          'POST /payments',
          'The shop’s server sends the request. There is no page and no browser.',
        ),
        answered(
          'server',
          'page',
          '201',
          'The payment server answers. The shop’s server reads it, with no CORS header anywhere.',
        ),
      ],
    }),
  },
  answer:
    'A server is not a browser and opens no pages of strangers, so it applies no CORS. How servers know each other is a matter of keys and networks.',
  source: {
    title: 'MDN: Cross-Origin Resource Sharing',
    url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS',
  },
}
