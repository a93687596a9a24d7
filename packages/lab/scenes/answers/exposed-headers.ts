import { scene } from '../../words/scene.ts'

const LISTS = { none: null, other: 'etag', right: 'x-total-count' }

export const exposedHeaders = scene({
  id: 'exposed-headers',
  title: 'Why can script not see a header that arrived?',
  words:
    "The server sends a list, and in `X-Total-Count` how long the whole list is. The page may read the answer, and the network panel shows the header. But `response.headers.get('x-total-count')` gives `null`.\n\nOf an answer from another origin, script sees seven harmless headers, like `Content-Type`, and those that the server names in `Access-Control-Expose-Headers`. All others stay with the browser.",
  goal: 'Let script read `X-Total-Count`.',
  control: {
    label: 'The server exposes',
    choices: [
      { value: 'none', label: 'nothing' },
      { value: 'other', label: '`ETag`' },
      { value: 'right', label: '`X-Total-Count`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users?page=1' } }],
    respond: (_, choice) => {
      const list = LISTS[choice]
      return {
        status: 200,
        headers: [
          ['access-control-allow-origin', 'https://app.example.com'],
          ['content-type', 'application/json'],
          ['x-total-count', '312'],
          ['etag', '"a1"'],
          ...(list === null ? [] : [['access-control-expose-headers', list] as const]),
        ],
      }
    },
  },
  seen: ({ outcomes }) => outcomes[0]?.response?.headers.some(([name]) => name === 'x-total-count') === true,
  keep: 'Permission to read the body is not permission to read every header. The server names further ones in `Access-Control-Expose-Headers`, on the answer itself.',
})
