import { scene } from '../../words/scene.ts'

export const simpleRequest = scene({
  id: 'simple-request',
  title: 'Why can the page not read an answer that arrived?',
  words:
    'A page at `https://app.example.com` asks `https://api.example.com` for a list. The two are different origins, because their hosts differ.\n\nThe browser sends the request, and says in `Origin` which page asks. The server answers. Then the browser looks for one header in the answer: `Access-Control-Allow-Origin`. That header decides whether the page may read what came.',
  goal: 'Make the page read the answer.',
  control: {
    label: 'The server answers',
    choices: [
      { value: 'none', label: 'without the header' },
      { value: 'other', label: 'with another origin' },
      { value: 'right', label: 'with this page’s origin' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: (_, choice) => {
      const allowed = { none: null, other: 'https://www.example.com', right: 'https://app.example.com' }[choice]
      return { status: 200, headers: allowed === null ? [] : [['access-control-allow-origin', allowed]] }
    },
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'The request went out and the answer came back in all three cases: the browser only keeps it from the page. `curl` and Postman show every answer, because they run no pages of strangers with your cookies.',
  article: {
    says: 'The browser blocks the request to the other origin.',
    truth: 'The server got the request each time, and answered it each time.',
  },
})
