import type { Myth } from '../../words/myth.ts'

export const localhost: Myth = {
  id: 'localhost',
  claim: 'On localhost, CORS does not apply.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'http://localhost:5173', url: 'http://localhost:3000/users' } }],
    respond: () => ({ status: 200 }),
  },
  answer:
    'Two ports are two origins, on `localhost` as anywhere. The API on the other port has to name the page’s origin, or the dev server passes the call on.',
  source: { title: 'RFC 6454: The Web Origin Concept', url: 'https://www.rfc-editor.org/rfc/rfc6454#section-4' },
}
