import type { Myth } from '../../words/myth.ts'
import { answered, BROWSER, sent, serverAt } from '../../words/tell.ts'

export const proxyDefeats: Myth = {
  id: 'proxy-defeats',
  claim: 'A proxy goes around CORS, so CORS is worth nothing.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'the evil page', detail: 'https://evil.example' },
        BROWSER,
        { id: 'proxy', kind: 'other', name: 'its proxy', detail: 'https://proxy.example' },
        serverAt('https://bank.example', 'the bank'),
      ],
      events: [
        sent('page', 'browser', 'fetch GET', 'Script of the evil page asks for the bank by way of its proxy.'),
        sent(
          'browser',
          'proxy',
          'GET /?url=bank.example/account',
          'The browser sends the request to the proxy. Ada’s cookie is the bank’s, so it stays in the browser.',
        ),
        sent('proxy', 'server', 'GET /account', 'The proxy asks the bank. It has no cookie of Ada’s.'),
        answered('server', 'proxy', '401', 'The bank does not know who is asking.'),
        answered('proxy', 'browser', '401', 'The proxy passes that on.'),
        answered('browser', 'page', 'reads 401', 'The evil page reads what anybody could read.'),
      ],
    }),
  },
  answer:
    'A proxy reads only what everybody can read, since it has neither the user’s cookies nor their network. Those are what CORS keeps from foreign pages.',
  source: {
    title: 'MDN: Same-origin policy',
    url: 'https://developer.mozilla.org/en-US/docs/Web/Security/Same-origin_policy',
  },
}
