import { scene } from '../../words/scene.ts'

export const optionsNotHandled = scene({
  id: 'options-not-handled',
  title: 'Why does the preflight fail when the route works?',
  words:
    'The page sends a token in `Authorization`, so the browser asks first. This server puts correct CORS headers on everything. And yet the page gets an error.\n\nThe preflight is an `OPTIONS` request, and it never carries the token itself. A login check that runs before CORS answers 401. A router that knows only `GET` answers 405. The browser accepts a status from 200 to 299, and nothing else.',
  goal: 'Let the preflight through, so that the page reads the answer.',
  control: {
    label: '`OPTIONS` meets',
    choices: [
      { value: '401', label: 'the login check' },
      { value: '405', label: 'a router that knows only `GET`' },
      { value: '204', label: 'the CORS layer, before both' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: {
          origin: 'https://app.example.com',
          url: 'https://api.example.com/me',
          headers: { authorization: 'Bearer 7f3' },
        },
      },
    ],
    respond: ({ kind }, choice) => ({
      status: kind === 'preflight' ? Number(choice) : 200,
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ['access-control-allow-headers', 'authorization'],
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'A preflight carries no cookie and no token, so a login check refuses it. Put CORS before the login check and before the router.',
})
