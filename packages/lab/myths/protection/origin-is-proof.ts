import type { Myth } from '../../words/myth.ts'
import { answered, done, sent, serverAt } from '../../words/tell.ts'

export const originIsProof: Myth = {
  id: 'origin-is-proof',
  claim: 'The server can trust `Origin`: nobody can forge it.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'a script', detail: 'not in a browser' },
        serverAt('https://api.example.com'),
      ],
      events: [
        sent('page', 'server', 'POST /orders', 'The script writes into Origin what it likes.', {
          headers: [['origin', 'https://app.example.com']],
        }),
        done('server', 'Order written'),
        answered('server', 'page', '201', 'The server took the header for a proof, and answers.'),
      ],
    }),
  },
  answer:
    'In a browser no script of a page can set `Origin`; outside of browsers everybody can. It tells truthfully which page a *browser* asks for, and never who the client is.',
  source: { title: 'RFC 6454: The Web Origin Concept', url: 'https://www.rfc-editor.org/rfc/rfc6454#section-7' },
}
