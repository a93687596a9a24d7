import type { Myth } from '../../words/myth.ts'

export const protectsTheServer: Myth = {
  id: 'protects-the-server',
  claim: 'CORS protects the server.',
  truth: false,
  experiment: {
    kind: 'fetch',
    cast: { page: 'a page of another site', server: 'the server' },
    calls: () => [{ request: { origin: 'https://blog.example', url: 'https://api.example.com/report?year=2026' } }],
    respond: () => ({ status: 200, headers: [['content-type', 'application/json']] }),
    effect: () => 'A costly report was computed',
  },
  answer:
    'The server got the request, did all the work and answered. What was protected is the user: a foreign page did not read data that the user’s browser can get.',
  source: {
    title: 'MDN: Same-origin policy',
    url: 'https://developer.mozilla.org/en-US/docs/Web/Security/Same-origin_policy',
  },
}
