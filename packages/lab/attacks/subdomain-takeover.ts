import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

const EVIL = 'https://old-shop.bank.example'

export const subdomainTakeover: Attack = {
  id: 'subdomain-takeover',
  title: 'Are all of your subdomains yours?',
  story:
    'The bank allows `https://*.bank.example`. Years ago it had a shop at `old-shop.bank.example`, on a rented platform. The shop is closed; the entry in the name system still points to the platform. There Mallory has taken the free place.\n\nHer page now stands on a subdomain of the bank. The policy’s pattern fits it, and it is even the same site, so any cookie comes along. How wide must the policy be?',
  evilOrigin: EVIL,
  start: `{
  "origin": ["https://*.bank.example"],
  "credentials": true
}
`,
  solution: `{
  // One line for each page that reads.
  "origin": ["https://app.bank.example"],
  "credentials": true
}
`,
  why: 'A pattern trusts every name that will ever fit it, the forgotten ones too. With credentials, name the origins that need to read, and remove old entries from the name system.',
  app: appWorks,
  attack: (world) => readsAccount(world, EVIL),
}
