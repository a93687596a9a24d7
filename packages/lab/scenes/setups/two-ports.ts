import { scene } from '../../words/scene.ts'

const WAYS = {
  bare: { url: 'http://localhost:3000/api/users', allows: null },
  number: { url: 'http://localhost:3000/api/users', allows: 'http://127.0.0.1:5173' },
  named: { url: 'http://localhost:3000/api/users', allows: 'http://localhost:5173' },
  passed: { url: 'http://localhost:5173/api/users', allows: null },
}

export const twoPorts = scene({
  id: 'two-ports',
  title: 'Why does it fail on my machine and work in production?',
  words:
    'In production one server gives out the page and the API: one origin. On your machine the page comes from `localhost:5173` and the API from `localhost:3000`. Two ports are two origins, and `localhost` is no exception.\n\nThere are two ways. The dev server passes `/api` on, so that it is one origin again, as in production. Or the API allows the page’s origin, letter for letter as the address bar shows it.',
  goal: 'Make the page on your machine read the users.',
  control: {
    label: 'You',
    choices: [
      { value: 'bare', label: 'start both, and no more' },
      { value: 'number', label: 'allow `http://127.0.0.1:5173` in the API' },
      { value: 'named', label: 'allow `http://localhost:5173` in the API' },
      { value: 'passed', label: 'let the dev server pass `/api` on' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (choice) => [{ request: { origin: 'http://localhost:5173', url: WAYS[choice].url } }],
    respond: (_, choice) => {
      const { allows } = WAYS[choice]
      return { status: 200, headers: allows === null ? [] : [['access-control-allow-origin', allows]] }
    },
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'Another port is another origin, and `localhost` is another host than `127.0.0.1`. If production has one origin, let your dev server pass the API on, and you need no CORS at all.',
})
