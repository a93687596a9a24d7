import { scene } from '../../words/scene.ts'

export const extension = scene({
  id: 'extension',
  title: 'What does an extension that switches CORS off do?',
  words:
    'Such an extension does not switch anything off. It adds `Access-Control-Allow-Origin: *` to the answers that arrive. The page reads them, on this one computer; everybody else still cannot.\n\nTwo things come with it. While it is on, every site that you open may read what servers never allowed, the box in your home network included. And a server that is already right now seems to send the header twice.',
  goal: 'Find the case in which the extension breaks what worked.',
  control: {
    label: 'The extension, and the server',
    choices: [
      { value: 'bare', label: 'off; the server sends no header' },
      { value: 'added', label: 'on; the server sends no header' },
      { value: 'twice', label: 'on; the server names the page' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { server: 'the server and the extension' },
    calls: () => [{ request: { origin: 'https://app.example.com', url: 'https://api.example.com/users' } }],
    respond: (_, choice) => ({
      status: 200,
      headers: [
        ...(choice === 'twice' ? [['access-control-allow-origin', 'https://app.example.com'] as const] : []),
        ...(choice === 'bare' ? [] : [['access-control-allow-origin', '*'] as const]),
      ],
    }),
  },
  seen: ({ outcomes }) => outcomes[0]?.reason?.code === 'MultipleAllowOriginValues',
  keep: 'The extension repairs one browser and no server, and opens that browser to every site. Two values in the header are as good as none.',
  article: {
    says: 'Install an extension that unblocks CORS.',
    truth: 'It changed one computer only, and there it made a correct server fail.',
  },
})
