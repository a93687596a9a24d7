import { scene } from '../../words/scene.ts'

const HEADERS = {
  slash: 'https://app.example.com/',
  host: 'app.example.com',
  glob: 'https://*.example.com',
  list: 'https://app.example.com, https://www.example.com',
  right: 'https://app.example.com',
  star: '*',
}

export const exactOrigin = scene({
  id: 'exact-origin',
  title: 'How exactly must the server name the page?',
  words:
    'The server wants to allow the page at `https://app.example.com`, and writes its name into `Access-Control-Allow-Origin`. But how is it written?\n\nThe browser compares two texts: what it sent in `Origin`, and what came back. It knows no lists here, and no pattern but `*`. A server for several pages looks up each `Origin` in its list, and answers with that name. A server that answers with any `Origin` lets every page in, even with cookies: each page reads what you may read.',
  goal: 'Make the page read the answer.',
  control: {
    label: 'The server answers `Access-Control-Allow-Origin:`',
    choices: [
      { value: 'slash', label: '`https://app.example.com/`' },
      { value: 'host', label: '`app.example.com`' },
      { value: 'glob', label: '`https://*.example.com`' },
      { value: 'list', label: '`https://app.example.com, https://www.example.com`' },
      { value: 'right', label: '`https://app.example.com`' },
      { value: 'star', label: '`*`, every page' },
    ],
  },
  experiment: {
    kind: 'fetch',
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: (_, choice) => ({ status: 200, headers: [['access-control-allow-origin', HEADERS[choice]]] }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'The header holds one origin, letter for letter as the browser sent it, or `*` for every page; patterns and lists belong in the server’s own settings. A request with cookies is never allowed by `*`: then the server has to name the page.',
})
