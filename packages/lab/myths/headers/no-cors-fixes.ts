import type { Myth } from '../../words/myth.ts'

export const noCorsFixes: Myth = {
  id: 'no-cors-fixes',
  claim: "`mode: 'no-cors'` fixes a CORS error.",
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [
      { request: { origin: 'https://app.example.com', url: 'https://api.example.com/users', mode: 'no-cors' } },
    ],
    respond: () => ({ status: 200, headers: [['content-type', 'application/json']] }),
  },
  answer:
    'The error is gone, and so is the answer: the page got a response with status 0 and no body. The mode says that the page does not want to read.',
  source: { title: 'MDN: Request.mode', url: 'https://developer.mozilla.org/en-US/docs/Web/API/Request/mode' },
  article: {
    says: 'CORS Error Fixed - "no-cors" Mode in the Fetch API',
    url: 'https://dev.to/sh20raj/cors-error-fixed-no-cors-mode-in-the-fetch-api-4kjc',
  },
}
