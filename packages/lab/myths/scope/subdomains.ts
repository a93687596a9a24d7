import type { Myth } from '../../words/myth.ts'

export const subdomains: Myth = {
  id: 'subdomains',
  claim: 'Subdomains of one domain may read each other’s answers.',
  truth: false,
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.shop.example', url: 'https://api.shop.example/basket' } }],
    respond: () => ({ status: 200 }),
  },
  answer:
    'The hosts differ, so the origins differ, and the browser hid the answer. Being one *site* matters for cookies, not for reading.',
  source: { title: 'HTML: same origin', url: 'https://html.spec.whatwg.org/multipage/browsers.html#same-origin' },
}
