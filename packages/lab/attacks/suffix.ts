import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

const EVIL = 'https://evilbank.example'

export const suffix: Attack = {
  id: 'suffix',
  title: 'Is it enough that an origin ends right?',
  story:
    "The bank wants all of its subdomains to read, and compares by hand: `origin.endsWith('bank.example')`.\n\n`app.bank.example` ends so. `evilbank.example` does too, and it is not a subdomain at all. It is a name that anybody could register, and Mallory did. The dot before the name makes all the difference. Allow the subdomains, and nobody else.",
  evilOrigin: EVIL,
  start: `{
  "origin": { "byHand": "endsWith", "text": "bank.example" },
  "credentials": true
}
`,
  solution: `{
  "origin": ["https://*.bank.example"],
  "credentials": true
}
`,
  why: 'The pattern `https://*.bank.example` stands for whole labels before a dot, so `evilbank.example` does not match. It also fixes the scheme, which the comparison by hand forgot.',
  app: appWorks,
  attack: (world) => readsAccount(world, EVIL),
}
