import type { Attack } from '../words/attack.ts'
import { APP, BANK } from './world/places.ts'

const FEED = `${BANK.replace('https:', 'wss:')}/feed`
const EVIL = 'https://evil.example'

export const webSocketFeed: Attack = {
  id: 'web-socket',
  title: 'Who may listen on a WebSocket?',
  story:
    'The bank tells its app over a WebSocket what happens on Ada’s account. Its CORS policy is exact. Nobody thought that it does not apply: a WebSocket is opened without a preflight, and no browser looks for a CORS header in the answer.\n\nMallory’s page opens one. Ada’s cookie goes along, and the bank starts to talk. The browser did say which page asks.',
  evilOrigin: EVIL,
  start: `{
  "origin": "https://app.bank.example",
  "credentials": true,
  "guard": false
}
`,
  solution: `{
  "origin": "https://app.bank.example",
  "credentials": true,

  // Checks the Origin of writes and of WebSockets.
  "guard": true
}
`,
  why: 'No page is kept from opening a WebSocket, so the server has to look at Origin before it agrees. The guard does that with the origins of the policy.',
  app: async (world) => {
    const message = await world.socketFrom(APP, FEED)
    return message === null
      ? { ok: false, says: 'The app’s WebSocket did not open.' }
      : { ok: true, says: `The app’s WebSocket says: ${message}.` }
  },
  attack: async (world) => {
    const message = await world.socketFrom(EVIL, FEED)
    return message === null
      ? { ok: false, says: 'The bank refused the WebSocket of the attacker’s page.' }
      : { ok: true, says: `The attacker’s page listens: ${message}.` }
  },
}
