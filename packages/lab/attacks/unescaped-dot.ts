import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

const EVIL = 'https://app-bank.example'

export const unescapedDot: Attack = {
  id: 'unescaped-dot',
  title: 'What does a dot match?',
  story:
    'The bank uses a regular expression: `/^https:\\/\\/app.bank.example$/`. It has a beginning and an end, and the slashes are escaped.\n\nThe dots are not. In a regular expression a dot stands for any sign. `app-bank.example` matches as well as `app.bank.example` does, and Mallory has registered it. The lab’s word for such a comparison is `matches`.',
  evilOrigin: EVIL,
  start: `{
  // As /^https:\\/\\/app.bank.example$/ does: a dot is any sign.
  "origin": { "byHand": "matches", "text": "https://app.bank.example" },
  "credentials": true
}
`,
  solution: `{
  "origin": "https://app.bank.example",
  "credentials": true
}
`,
  why: 'A plain text has no signs with a second meaning. Where a regular expression is needed, every dot of a host is written `\\.`, and corskit refuses one that matches names of others.',
  app: appWorks,
  attack: (world) => readsAccount(world, EVIL),
}
