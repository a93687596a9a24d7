import type { Myth } from '../../words/myth.ts'

export const inTheRequest: Myth = {
  id: 'in-the-request',
  claim: 'The page sends `Access-Control-Allow-Origin: *` with its request, and then it works.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users',
          headers: { 'access-control-allow-origin': '*' },
        },
      },
    ],
    respond: ({ kind }) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [['access-control-allow-origin', 'https://app.example.com']],
    }),
  },
  answer:
    'It made things worse: the header is one that needs a preflight, and the server did not list it. The permission stands in the answer, because the server gives it.',
  source: {
    title: 'MDN: Access-Control-Allow-Origin',
    url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin',
  },
}
