import { scene } from '../../words/scene.ts'

export const localNetwork = scene({
  id: 'local-network',
  title: 'Why may a public page not reach my router?',
  words:
    'A page on the internet asks `http://192.168.1.1`, the box in your home. Old devices believe that whoever reaches them belongs to the house.\n\nChromium therefore looks at where the page and the server stand before it sends anything. From a public page to the local network, it asks you. While you have not said yes, nothing is sent, whatever CORS headers the box might answer with. This is Local Network Access, and it is not CORS.',
  goal: 'Make the page read the status of the box, which allows it by CORS.',
  control: {
    label: 'You',
    choices: [
      { value: 'prompt', label: 'have not answered yet' },
      { value: 'denied', label: 'said no' },
      { value: 'granted', label: 'said yes' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { server: 'the box at home' },
    calls: () => [{ request: { origin: 'https://setup.example', url: 'http://192.168.1.1/status' } }],
    respond: () => ({ status: 200, headers: [['access-control-allow-origin', 'https://setup.example']] }),
    engine: 'chromium',
    network: (permission) => ({ page: 'public', target: () => 'local', permission }),
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'Your permission comes first, and CORS after it. No header of the server replaces the permission, also not the retired `Access-Control-Allow-Private-Network`.',
})
