import { scene } from '../../words/scene.ts'

const PAGE = 'https://app.example.com'

export const redirectNull = scene({
  id: 'redirect-null',
  title: 'Why does `Origin` become `null` after a redirect?',
  words:
    'The page asks one server, and that one sends the browser on to a third, on another origin. Every answer on the way needs its CORS header.\n\nBut the third server has a difficulty. The address was chosen by the second server, not by the page. So the browser no longer vouches for the page, and sends `Origin: null`. A server that names the page’s real origin is then naming the wrong one.',
  goal: 'Make the page read the file that the redirect leads to.',
  control: {
    label: 'The third server answers with',
    choices: [
      { value: 'page', label: 'the page’s origin' },
      { value: 'star', label: '`*`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { server: 'the servers' },
    calls: () => [{ request: { origin: PAGE, url: 'https://api.example.com/report' } }],
    respond: ({ url }, choice) =>
      url.startsWith('https://api.example.com/')
        ? {
            status: 302,
            headers: [
              ['location', 'https://files.example.net/report.pdf'],
              ['access-control-allow-origin', PAGE],
            ],
          }
        : { status: 200, headers: [['access-control-allow-origin', choice === 'star' ? '*' : PAGE]] },
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'After a redirect from one foreign origin to another, the browser sends `Origin: null`. Do not allow `null` for it; answer without a redirect, or with `*` where the data is public.',
})
