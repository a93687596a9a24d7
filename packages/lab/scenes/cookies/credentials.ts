import { scene } from '../../words/scene.ts'

export const credentials = scene({
  id: 'credentials',
  title: 'When does a cookie go with the request?',
  words:
    "Ada is logged in at `https://api.example.com`: the browser keeps a cookie for it. Now a page at `https://app.example.com` asks `/me`.\n\nBy default `fetch` sends cookies only to the page’s own origin. With `credentials: 'include'` it sends them to others as well. Then the server has to say twice that it agrees: with the exact origin, and with `Access-Control-Allow-Credentials: true`.",
  goal: 'Make the page read who is logged in.',
  control: {
    label: 'The call, and the server’s answer',
    choices: [
      { value: 'default', label: 'plain `fetch`' },
      { value: 'asked', label: "`credentials: 'include'`; the server names the origin only" },
      { value: 'agreed', label: "`credentials: 'include'`; the server allows credentials too" },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (choice) => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/me',
          credentials: choice === 'default' ? 'same-origin' : 'include',
        },
      },
    ],
    cookies: () => 'session=ada',
    respond: ({ headers }, choice) => ({
      status: headers.some(([name]) => name === 'cookie') ? 200 : 401,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ...(choice === 'agreed' ? [['access-control-allow-credentials', 'true'] as const] : []),
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.response?.status === 200,
  keep: 'A cookie goes to another origin when the page asks for it and the cookie’s own rules (`SameSite`) allow it, whatever the server says. What the server says decides whether the page reads the answer.',
})
