import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

const EVIL = 'https://app.bank.example.evil.example'

export const prefix: Attack = {
  id: 'prefix',
  title: 'Is it enough that an origin begins right?',
  story:
    "The bank compares by hand: `origin.startsWith('https://app.bank.example')`. That covers the app on any port, and looks strict.\n\nBut a host name is read from its end. Whoever owns `evil.example` can put any names before it: `app.bank.example.evil.example`. It begins as the app does, and belongs to Mallory.",
  evilOrigin: EVIL,
  start: `{
  "origin": { "byHand": "startsWith", "text": "https://app.bank.example" },
  "credentials": true
}
`,
  solution: `{
  "origin": ["https://app.bank.example", "https://app.bank.example:*"],
  "credentials": true
}
`,
  why: 'An origin is compared as a whole, or by a pattern that knows where a host ends. `:*` stands for a port and for nothing else.',
  app: appWorks,
  attack: (world) => readsAccount(world, EVIL),
}
