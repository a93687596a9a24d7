import { scene } from '../../words/scene.ts'

const LISTS: Record<'none' | 'other' | 'right', readonly string[]> = {
  none: [],
  other: ['https://shop.example'],
  right: ['https://shop.example', 'https://www.shop.example'],
}

export const registeredOrigin = scene({
  id: 'registered-origin',
  title: 'Why does a maps service want to know my page’s address?',
  words:
    'A maps service gives you a key for your page, and asks on which origins the page stands. It keeps that list, compares the `Origin` of each request with it, and answers pages of the list only.\n\nThe key is in your page, so every visitor can read it. The list keeps other people’s pages from using it in browsers. It does not keep programs away: curl sends any `Origin` it likes. Your page is at `https://www.shop.example`.',
  goal: 'Get the map.',
  control: {
    label: 'You have registered',
    choices: [
      { value: 'none', label: 'nothing' },
      { value: 'other', label: '`https://shop.example`' },
      { value: 'right', label: '`https://shop.example` and `https://www.shop.example`' },
    ],
  },
  experiment: {
    kind: 'fetch',
    cast: { server: 'the maps service' },
    calls: () => [{ request: { origin: 'https://www.shop.example', url: 'https://maps.example/tile?key=pk_7f3' } }],
    respond: ({ headers }, choice) => {
      const origin = headers.find(([name]) => name === 'origin')?.[1] ?? ''
      const known = LISTS[choice].includes(origin)
      return {
        status: known ? 200 : 403,
        headers: known
          ? [
              ['access-control-allow-origin', origin],
              ['vary', 'Origin'],
            ]
          : [['vary', 'Origin']],
      }
    },
  },
  seen: ({ outcomes }) => outcomes[0]?.verdict === 'allowed',
  keep: 'Register every origin that your page has, the one with `www` too. A key in a page is not a secret, and an origin is not a login.',
})
