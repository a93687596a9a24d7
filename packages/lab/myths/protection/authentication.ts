import type { Myth } from '../../words/myth.ts'
import { answered, sent, serverAt } from '../../words/tell.ts'

export const authentication: Myth = {
  id: 'authentication',
  claim: 'CORS is a login: only clients that I allow get in.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'curl', detail: 'anybody’s machine' },
        serverAt('https://api.example.com'),
      ],
      events: [
        sent('page', 'server', 'GET /users', 'curl sends the request, and writes the allowed origin into it.', {
          headers: [['origin', 'https://app.example.com']],
        }),
        answered('server', 'page', '200', 'The server answers. curl reads all of it.', {
          headers: [['access-control-allow-origin', 'https://app.example.com']],
        }),
      ],
    }),
  },
  answer:
    'A program outside a browser sends any `Origin` it likes, and looks at no CORS header in the answer. Who may read your data is decided by a login or a token.',
  source: { title: 'Fetch: CORS protocol', url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
}
