import type { Myth } from '../../words/myth.ts'

export const oneOriginOnly: Myth = {
  id: 'one-origin-only',
  claim: '`Access-Control-Allow-Origin` can name a single origin only.',
  truth: true,
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: () => ({
      status: 200,
      headers: [['access-control-allow-origin', 'https://app.example.com, https://www.example.com']],
    }),
  },
  answer:
    'The server sent two, and the browser accepted neither. A server with several pages answers each with its own origin, and adds `Vary: Origin`.',
  source: {
    title: 'Fetch: Access-Control-Allow-Origin',
    url: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
  },
}
