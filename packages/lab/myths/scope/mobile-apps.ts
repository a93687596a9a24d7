import type { Myth } from '../../words/myth.ts'
import { answered, sent } from '../../words/tell.ts'

export const mobileApps: Myth = {
  id: 'mobile-apps',
  claim: 'A native app on the phone needs CORS headers too.',
  truth: false,
  experiment: {
    kind: 'drawn',
    draw: () => ({
      actors: [
        { id: 'page', kind: 'other', name: 'the app', detail: 'a program on the phone' },
        { id: 'server', kind: 'server', name: 'the server', detail: 'https://api.example.com' },
      ],
      events: [
        sent('page', 'server', 'GET /users', 'The app sends the request by itself.'),
        answered('server', 'page', '200', 'The server answers without any CORS header, and the app reads it.'),
      ],
    }),
  },
  answer:
    'A native app is one program that its user chose, so nothing keeps it from reading. Pages *inside* an app, in a web view, are pages, and for them CORS applies.',
  source: {
    title: 'MDN: Same-origin policy',
    url: 'https://developer.mozilla.org/en-US/docs/Web/Security/Same-origin_policy',
  },
}
