import type { Myth } from '../../words/myth.ts'

export const errorMeansSettings: Myth = {
  id: 'error-means-settings',
  claim: 'A CORS error in the console means that the CORS settings are wrong.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: () => ({ status: 502, headers: [['server', 'gateway']] }),
  },
  answer:
    'The app was down, and a gateway in front of it answered with 502 and without any CORS header. The settings of the app were right and had no part in it.',
  source: {
    title: 'MDN: Reason: CORS header missing',
    url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors/CORSMissingAllowOrigin',
  },
}
