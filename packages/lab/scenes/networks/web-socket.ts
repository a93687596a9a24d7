import type { PictureEvent } from '../../words/picture.ts'
import { scene } from '../../words/scene.ts'
import { answered, BROWSER, decided, done, sent } from '../../words/tell.ts'

const OPENS: readonly PictureEvent[] = [
  sent('page', 'browser', 'new WebSocket', 'Script of the page asks the browser for a WebSocket to the chat.'),
  sent(
    'browser',
    'server',
    'GET /chat',
    'The browser sends the request that opens it, with the cookie and with Origin. It asks nobody first.',
    {
      headers: [
        ['upgrade', 'websocket'],
        ['origin', 'https://evil.example'],
        ['cookie', 'session=ada'],
      ],
    },
  ),
]

export const webSocket = scene({
  id: 'web-socket',
  title: 'Does CORS apply to a WebSocket?',
  words:
    'Ada is logged in to a chat. She opens another page, on an evil site, and its script opens a WebSocket to the chat.\n\nA WebSocket begins as an HTTP request and then becomes something else. The browser sends it without a preflight, and looks for no CORS header in the answer. It does say in `Origin` which page asks. The only one who can refuse is the server. (This is a drawing; the cookie is one that is sent from other sites.)',
  goal: 'Keep the evil page out of Ada’s chat.',
  control: {
    label: 'The chat server',
    choices: [
      { value: 'open', label: 'looks at the cookie only' },
      { value: 'cors', label: 'also answers with CORS headers for its own page' },
      { value: 'checks', label: 'refuses an `Origin` that it does not know' },
    ],
  },
  experiment: {
    kind: 'drawn',
    draw: (choice) => ({
      actors: [
        { id: 'page', kind: 'other', name: 'the evil page', detail: 'https://evil.example' },
        BROWSER,
        { id: 'server', kind: 'server', name: 'the chat', detail: 'wss://chat.example' },
      ],
      events:
        choice === 'checks'
          ? [
              ...OPENS,
              decided('server', false, 'Origin', 'The server does not know https://evil.example, and refuses'),
              answered('server', 'browser', '403', 'The server answers with 403.'),
              answered('browser', 'page', 'error', 'The page gets an error: the socket did not open.', {
                hidden: true,
              }),
            ]
          : [
              ...OPENS,
              answered(
                'server',
                'browser',
                '101',
                'The server agrees to a WebSocket for Ada. The browser looks for no CORS header.',
                {
                  headers: choice === 'cors' ? [['access-control-allow-origin', 'https://chat.example', 'plain']] : [],
                },
              ),
              done('server', 'Ada’s messages sent to the evil page'),
              answered('browser', 'page', 'messages', 'The evil page reads Ada’s messages.'),
            ],
    }),
  },
  seen: (_, choice) => choice === 'checks',
  keep: 'CORS says nothing about WebSockets. The server compares `Origin` with its own list before it agrees.',
})
