import type { Myth } from '../../words/myth.ts'
import { answered, sent } from '../../words/tell.ts'

export const databases: Myth = {
  id: 'databases',
  claim: 'I have to allow my page’s origin in the database.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'the app’s server', detail: 'https://app.example.com' },
        { id: 'server', kind: 'server', name: 'the database', detail: 'db.internal:5432' },
      ],
      events: [
        sent(
          'page',
          'server',
          'SELECT',
          'The app’s server asks the database, in the database’s own language. It is not HTTP, and there is no Origin.',
        ),
        answered('server', 'page', '312 rows', 'The database answers whoever has logged in.'),
      ],
    }),
  },
  answer:
    'CORS belongs to answers that a browser gets over HTTP, and a page does not talk to the database. The server between them does, and logs in there.',
  source: { title: 'Fetch: HTTP extensions', url: 'https://fetch.spec.whatwg.org/#http-extensions' },
}
