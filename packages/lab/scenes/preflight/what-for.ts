import { scene } from '../../words/scene.ts'

export const whatFor = scene({
  id: 'preflight',
  title: 'What is a preflight for?',
  words:
    'A page wants to delete user 7 at another origin. No form can send `DELETE`, so old servers never expected one from a page that is not theirs.\n\nThe browser therefore asks first. It sends `OPTIONS` with `Access-Control-Request-Method: DELETE`, without cookies and without a body: the preflight. Only when the answer allows this origin and this method does the browser send the `DELETE`. A server that has never heard of CORS gives no such answer, and stays as safe as before.',
  goal: 'Get user 7 deleted.',
  control: {
    label: 'The server answers the preflight',
    choices: [
      { value: 'unaware', label: 'without any CORS header' },
      { value: 'origin', label: 'with this origin, and no method' },
      { value: 'method', label: 'with this origin and `DELETE`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [
      { request: { origin: 'https://app.example.com', url: 'https://api.example.com/users/7', method: 'DELETE' } },
    ],
    respond: ({ kind }, choice) => {
      const headers: [string, string][] = []
      if (choice !== 'unaware') headers.push(['access-control-allow-origin', 'https://app.example.com'])
      if (choice === 'method' && kind === 'preflight') headers.push(['access-control-allow-methods', 'DELETE'])
      return { status: kind === 'preflight' ? 204 : 200, headers }
    },
    effect: ({ kind }) => (kind === 'actual' ? 'User 7 deleted' : null),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'A preflight is a question to the server, asked before a request that no form could send. Without a clear yes the browser never sends that request, so servers that do not expect it are left alone.',
  article: {
    says: 'The preflight checks whether the user is allowed to do this.',
    truth: 'It carried no cookie and no password. The server was asked about the page, not about the user.',
  },
})
