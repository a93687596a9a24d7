import { scene } from '../../words/scene.ts'

export const preflightRedirect = scene({
  id: 'preflight-redirect',
  title: 'Why does a slash at the end break a preflight?',
  words:
    'Many frameworks know `/users/` and redirect `/users` to it. A link works either way. This `PUT` does not.\n\nThe question goes to `/users`, and the answer is a redirect. But a question about one address must be answered for that address; the browser does not carry it elsewhere. A preflight that is redirected has failed. The same happens when `http` is redirected to `https`.',
  goal: 'Get the change saved.',
  control: {
    label: 'The page calls',
    choices: [
      { value: '/users', label: '`/users`' },
      { value: '/users/', label: '`/users/`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (path) => [
      {
        request: {
          origin: 'https://app.example.com',
          url: `https://api.example.com${path}`,
          method: 'PUT',
          body: 'Ada',
        },
      },
    ],
    respond: ({ kind }, path) => ({
      status: path === '/users' ? 307 : kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ['access-control-allow-methods', 'PUT'],
        ...(path === '/users' ? [['location', 'https://api.example.com/users/'] as const] : []),
      ],
    }),
    effect: ({ kind }) => (kind === 'actual' ? 'User changed' : null),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'The answer to a preflight may not be a redirect. Call the final address: with its slash, and with `https`.',
})
