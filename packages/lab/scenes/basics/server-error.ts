import { scene } from '../../words/scene.ts'

export const serverError = scene({
  id: 'server-error',
  title: 'Why does a crash look like a CORS error?',
  words:
    'The page worked yesterday. Today the console says that `Access-Control-Allow-Origin` is missing, and nobody touched the CORS settings.\n\nThe server has crashed. In many frameworks the layer that adds CORS headers is skipped when the code throws, and the framework itself writes the 500, without them. The browser finds no header, and hides the answer, and with it the 500. The page only sees that it may not read.',
  goal: 'Let the page read that the server crashed.',
  control: {
    label: 'The server',
    choices: [
      { value: 'bare', label: 'crashes, and its 500 has no CORS header' },
      { value: 'headed', label: 'crashes, and its 500 has the CORS header' },
      { value: 'well', label: 'does not crash' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: (_, choice) => ({
      status: choice === 'well' ? 200 : 500,
      headers: choice === 'bare' ? [] : [['access-control-allow-origin', 'https://app.example.com']],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.response?.status === 500,
  keep: 'A missing header often means that something else went wrong before the header was added. Look at the status in the network panel first, and put CORS headers on errors too.',
  article: {
    says: 'The CORS settings must be wrong, for the console says CORS.',
    truth: 'The settings were right. The answer came from a place that they do not reach.',
  },
})
