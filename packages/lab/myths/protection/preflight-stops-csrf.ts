import type { Myth } from '../../words/myth.ts'

export const preflightStopsCsrf: Myth = {
  id: 'preflight-stops-csrf',
  claim: 'My API takes JSON only, so a preflight protects it from other sites.',
  truth: false,
  experiment: {
    kind: 'fetch',
    cast: { page: 'the evil page', pageIsEvil: true, server: 'an API that reads any body as JSON' },
    calls: () => [
      {
        request: {
          origin: 'https://evil.example',
          url: 'https://bank.example/api/transfer',
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: '{"to":"Mallory","amount":50}',
          credentials: 'include',
        },
      },
    ],
    cookies: () => 'session=ada',
    respond: () => ({ status: 200 }),
    effect: () => '50 moved from Ada to Mallory',
  },
  answer:
    'The evil page sent the JSON as `text/plain`, which needs no preflight, and the API did not look at the type. A preflight is a question about the page; it is not made to keep forged requests out.',
  source: {
    title: 'Fetch: CORS-safelisted request-header',
    url: 'https://fetch.spec.whatwg.org/#cors-safelisted-request-header',
  },
}
