import { scene } from '../../words/scene.ts'

const LISTS = { none: null, other: 'x-request-id', right: 'content-type' }

export const allowHeaders = scene({
  id: 'allow-headers',
  title: 'Why may the page use the method, and still not send JSON?',
  words:
    'A page sends `PUT` with JSON. The preflight asks about two things: the method, in `Access-Control-Request-Method`, and each header that a form could not have sent, in `Access-Control-Request-Headers`. `Content-Type: application/json` is one of them.\n\nThe server has to allow both, in `Access-Control-Allow-Methods` and `Access-Control-Allow-Headers`. (`GET`, `HEAD` and `POST` need not be named.) This one allows `PUT` in every case.',
  goal: 'Get the change saved.',
  control: {
    label: 'The server answers `Access-Control-Allow-Headers:`',
    choices: [
      { value: 'none', label: 'not at all' },
      { value: 'other', label: '`x-request-id`' },
      { value: 'right', label: '`content-type`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users/7',
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: '{"name":"Ada"}',
        },
      },
    ],
    respond: ({ kind }, choice) => {
      const headers: [string, string][] = [['access-control-allow-origin', 'https://app.example.com']]
      if (kind === 'preflight') {
        headers.push(['access-control-allow-methods', 'PUT'])
        const list = LISTS[choice]
        if (list !== null) headers.push(['access-control-allow-headers', list])
      }
      return { status: kind === 'preflight' ? 204 : 200, headers }
    },
    effect: ({ kind }) => (kind === 'actual' ? 'User 7 changed' : null),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'The preflight asks for the method and for every header that a form could not send. The server lists both (`GET`, `HEAD` and `POST` need no listing), or the request stays in the browser.',
})
