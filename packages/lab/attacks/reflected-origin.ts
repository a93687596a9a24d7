import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

export const reflectedOrigin: Attack = {
  id: 'reflected-origin',
  title: 'What is wrong with answering every page by its own name?',
  story:
    'The bank’s developer met this message: with credentials, `Access-Control-Allow-Origin` must not be `*`. So the server now copies whatever stands in `Origin` into the answer. The message is gone, and the app works.\n\nIt works for every page that Ada opens, too. Each is told by the bank that it may read, with her cookie. Name the pages that may.',
  evilOrigin: 'https://evil.example',
  start: `{
  // By hand: whoever asks is allowed.
  "origin": { "byHand": "any" },
  "credentials": true
}
`,
  solution: `{
  "origin": ["https://app.bank.example"],
  "credentials": true
}
`,
  why: 'Browsers refuse `*` with cookies to protect users, and copying the origin undoes just that. A list that the server keeps names the pages that may read.',
  app: appWorks,
  attack: (world) => readsAccount(world, 'https://evil.example'),
}
