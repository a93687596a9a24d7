import { scene } from '../../words/scene.ts'

export const authorization = scene({
  id: 'authorization',
  title: 'Does `*` cover the `Authorization` header?',
  words:
    'The page sends a token in `Authorization`, and the server answers the preflight with `Access-Control-Allow-Headers: *`. Is that all headers?\n\nThe standard makes one exception: whoever allows everything may not have thought of tokens, so `Authorization` must be named. What you see here is the standard. Today Chromium, Firefox and WebKit still let it pass, and Chromium and Firefox warn in the console that this will end.',
  goal: 'Do it as the standard wants: make the page read the answer.',
  control: {
    label: 'The server answers `Access-Control-Allow-Headers:`',
    choices: [
      { value: '*', label: '`*`' },
      { value: '*, authorization', label: '`*, authorization`' },
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
    respond: ({ kind }, list) => ({
      status: kind === 'preflight' ? 204 : 200,
      headers: [
        ['access-control-allow-origin', '*'],
        ...(kind === 'preflight' ? [['access-control-allow-headers', list] as const] : []),
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'Name `Authorization` beside the `*`. It works in every browser today, and goes on working when they follow the standard.',
})
