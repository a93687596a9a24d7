import type { Attack } from '../words/attack.ts'
import { appWorks, readsAccount } from './world/tries.ts'

export const nullTrusted: Attack = {
  id: 'null-trusted',
  title: 'Who is `null`?',
  story:
    'In the bank’s log there were requests with `Origin: null`: from a page that a developer had opened as a local file. They were allowed, so that testing is easy.\n\n`null` is not the name of a page. It is what browsers write for every page whose origin they keep to themselves: local files, but also every sandboxed frame. Mallory puts one into a page of hers.',
  evilOrigin: 'null',
  start: `{
  "origin": ["https://app.bank.example"],
  "credentials": true,

  // For testing from a local file.
  "dangerouslyAllowNullOrigin": true
}
`,
  solution: `{
  // Test from a server on your machine: it has an origin.
  "origin": ["https://app.bank.example", "http://localhost:5173"],
  "credentials": true
}
`,
  why: 'Every site can make a sandboxed frame, so allowing `null` allows every site. A small server on your machine gives your tests an origin that nobody else has.',
  app: appWorks,
  attack: (world) => readsAccount(world, 'null'),
}
