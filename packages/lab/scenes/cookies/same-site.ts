import { scene } from '../../words/scene.ts'

const PAGES = { other: 'https://shop-app.example', sub: 'https://app.shop.example' }

export const sameSite = scene({
  id: 'same-site',
  title: 'Are my own subdomains one origin?',
  words:
    "A shop has its services on subdomains: `api.shop.example`, `app.shop.example`. Each is an origin of its own, so CORS applies between them.\n\nBut they are one *site*: the same scheme and the same registered name. Cookies go by site. The shop’s cookie is `SameSite=Lax`, so the browser sends it with a `fetch` from pages of the same site only. Here the page asks with `credentials: 'include'`, and the API allows both pages.",
  goal: 'Make the cookie arrive.',
  control: {
    label: 'The page is at',
    choices: [
      { value: 'other', label: '`https://shop-app.example`' },
      { value: 'sub', label: '`https://app.shop.example`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (choice) => [
      { request: { origin: PAGES[choice], url: 'https://api.shop.example/basket', credentials: 'include' } },
    ],
    cookies: (_, choice) => (choice === 'sub' ? 'basket=7' : null),
    respond: ({ headers }, choice) => ({
      status: headers.some(([name]) => name === 'cookie') ? 200 : 401,
      headers: [
        ['access-control-allow-origin', PAGES[choice]],
        ['access-control-allow-credentials', 'true'],
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.response?.status === 200,
  keep: 'Subdomains are several origins and one site: CORS asks for the origin, `SameSite` cookies for the site. Services on subdomains need CORS headers, and keep their cookies.',
})
