import type { Myth } from '../../words/myth.ts'

export const stopsCsrf: Myth = {
  id: 'stops-csrf',
  claim: 'CORS protects against forged requests from other sites (CSRF).',
  truth: false,
  experiment: {
    kind: 'fetch',
    cast: { page: 'the evil page', pageIsEvil: true, server: 'the bank' },
    calls: () => [
      {
        request: {
          origin: 'https://evil.example',
          url: 'https://bank.example/transfer',
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'to=Mallory&amount=50',
          credentials: 'include',
        },
      },
    ],
    cookies: () => 'session=ada',
    respond: () => ({ status: 200 }),
    effect: () => '50 moved from Ada to Mallory',
  },
  answer:
    'The browser sent the order with Ada’s cookie, because the bank’s cookie is one that goes along from other sites, and the money moved. What helps is a check of where a write comes from (`Sec-Fetch-Site`, `Origin`), a token in the form, or `SameSite` cookies.',
  source: {
    title: 'OWASP: Cross-Site Request Forgery Prevention',
    url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
  },
  article: {
    says: 'This is essential to protect users against Cross-Site Request Forgery (CSRF)',
    url: 'https://bytegoblin.io/blog/fetch-api-the-ultimate-guide-to-cors-and-no-cors',
  },
}
