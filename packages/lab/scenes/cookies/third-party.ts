import { scene } from '../../words/scene.ts'

const readerOf = (cookie: string | undefined) => cookie?.slice('reader='.length)

export const thirdParty = scene({
  id: 'third-party-cookies',
  title: 'How does one cookie follow you from site to site?',
  words:
    'Two sites show the same tiny picture from `ads.example`. On your first visit its server has the browser keep a cookie with a number. From then on the browser sends that number back wherever the picture stands, and the address says where: so one stranger learns which pages you read.\n\nPictures need no CORS, so CORS cannot stop this. Several browsers therefore keep a separate set of cookies for each site that you visit.',
  goal: 'Make the two visits look like two different readers.',
  control: {
    label: 'The browser',
    choices: [
      { value: 'shared', label: 'sends the cookie from every site' },
      { value: 'apart', label: 'keeps cookies apart for each site' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { page: 'the page you read', server: 'the tracker' },
    calls: () => [
      {
        title: 'You read news.example',
        request: {
          origin: 'https://news.example',
          url: 'https://ads.example/dot?on=news.example',
          mode: 'no-cors',
          credentials: 'include',
        },
      },
      {
        title: 'Later you read shoes.example',
        request: {
          origin: 'https://shoes.example',
          url: 'https://ads.example/dot?on=shoes.example',
          mode: 'no-cors',
          credentials: 'include',
        },
      },
    ],
    cookies: ({ url }, choice) => (choice === 'shared' && url.endsWith('shoes.example') ? 'reader=17' : null),
    respond: ({ url, headers }) => ({
      status: 200,
      headers: [
        ['content-type', 'image/gif'],
        ...(headers.some(([name]) => name === 'cookie')
          ? []
          : [['set-cookie', `reader=${url.endsWith('news.example') ? 17 : 18}; SameSite=None; Secure`] as const]),
      ],
    }),
    effect: ({ request, response }) => {
      const known = readerOf(request.headers.find(([name]) => name === 'cookie')?.[1])
      const fresh = readerOf(response?.headers.find(([name]) => name === 'set-cookie')?.[1])?.split(';')[0]
      return `Reader ${known ?? fresh} was on ${new URL(request.url).searchParams.get('on')}`
    },
  },
  seen: (_, choice) => choice === 'apart',
  keep: 'A third party sees you on every site that embeds it, as long as its cookie is sent from all of them. Browsers that keep cookies apart end this; CORS never did.',
})
