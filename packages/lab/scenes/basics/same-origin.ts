import { scene } from '../../words/scene.ts'

export const sameOrigin = scene({
  id: 'same-origin',
  title: 'Which addresses are one origin?',
  words:
    'A page at `http://shop.example` asks for prices. No server here sends any CORS header.\n\nAn origin is three things: the scheme (`http`), the host (`shop.example`) and the port (80, when none is written). A page may read every answer from its own origin, those of another only if that server permits it. This permission is CORS (Cross-Origin Resource Sharing).\n\nThe browser refuses the answers of other origins to protect you: the script of any page can have requests sent with your cookies. Without that, each page could read your mail.',
  goal: 'Find the address that the page may read although its server sends no CORS header.',
  control: {
    label: 'The page asks for',
    choices: [
      { value: 'http://shop.example:8080/prices', label: '`http://shop.example:8080/prices`' },
      { value: 'https://shop.example/prices', label: '`https://shop.example/prices`' },
      { value: 'http://www.shop.example/prices', label: '`http://www.shop.example/prices`' },
      { value: 'http://shop.example/eu/prices', label: '`http://shop.example/eu/prices`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: (url) => [{ request: { origin: 'http://shop.example', url } }],
    respond: () => ({ status: 200, headers: [['content-type', 'application/json']] }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'Scheme, host and port make the origin, and the path does not belong to it. If one of the three differs, it is another origin, even on the same machine.',
})
