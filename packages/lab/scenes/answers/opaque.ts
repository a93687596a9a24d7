import { scene } from '../../words/scene.ts'

export const opaque = scene({
  id: 'opaque',
  title: 'What does `no-cors` give the page?',
  words:
    "The console shows a CORS error, and an old answer on the web says: add `mode: 'no-cors'`. The error is gone. But so is the data.\n\nIn this mode the page says: send it, I do not need to read what comes. The browser sends, and hands back an *opaque* response: status 0, no headers, no body. It is for pictures, for service workers that store files, and for messages that need no reply.",
  goal: 'Make the page read the list.',
  control: {
    label: 'The call, and the server',
    choices: [
      { value: 'opaque', label: '`no-cors`; the server allows nobody' },
      { value: 'still', label: '`no-cors`; the server allows the page' },
      { value: 'cors', label: 'plain `fetch`; the server allows the page' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (choice) => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/users',
          mode: choice === 'cors' ? 'cors' : 'no-cors',
        },
      },
    ],
    respond: (_, choice) => ({
      status: 200,
      headers: choice === 'opaque' ? [] : [['access-control-allow-origin', 'https://app.example.com']],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: '`no-cors` silences the error by giving up the answer. Only the server’s header lets a page read.',
  article: {
    says: 'If you get a CORS error, set the mode to `no-cors`.',
    truth: 'The call succeeded, and the page read nothing, even when the server allowed it.',
  },
})
