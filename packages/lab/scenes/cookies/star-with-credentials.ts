import { scene } from '../../words/scene.ts'

export const starWithCredentials = scene({
  id: 'star-with-credentials',
  title: 'Why does `*` stop working when cookies are sent?',
  words:
    "`Access-Control-Allow-Origin: *` means that every page may read. For public data that is fine: everyone gets the same.\n\nWith cookies the answer is Ada’s own. A `*` beside them would let any page that Ada opens read her account. So the browser refuses the `*` as soon as the call was made with `credentials: 'include'`, even if the server also sends `Access-Control-Allow-Credentials: true`.",
  goal: 'Make the page read Ada’s account.',
  control: {
    label: 'The server answers',
    choices: [
      { value: 'star', label: '`*`' },
      { value: 'both', label: '`*`, and allows credentials' },
      { value: 'exact', label: 'the page’s origin, and allows credentials' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [
      {
        request: { origin: 'https://app.example.com', url: 'https://api.example.com/account', credentials: 'include' },
      },
    ],
    cookies: () => 'session=ada',
    respond: (_, choice) => ({
      status: 200,
      headers: [
        ['access-control-allow-origin', choice === 'exact' ? 'https://app.example.com' : '*'],
        ...(choice === 'star' ? [] : [['access-control-allow-credentials', 'true'] as const]),
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: '`*` is for what everyone may read. An answer that depends on a cookie needs the exact origin, from a list that the server keeps.',
  article: {
    says: 'Set `*` and credentials to true, and it will work everywhere.',
    truth: 'No browser lets the page read that answer.',
  },
})
