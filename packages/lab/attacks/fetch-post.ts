import type { Attack } from '../words/attack.ts'
import { BANK } from './world/places.ts'
import { appWorks, moneyMoved } from './world/tries.ts'

export const fetchPost: Attack = {
  id: 'fetch-post',
  title: 'Does it save the money that the answer is hidden?',
  story:
    'This time Mallory’s page uses `fetch`. It sends what a form could send, so the browser asks no question first. The console of Ada’s browser shows a CORS error, and Mallory’s script gets a `TypeError`.\n\nLook at the books all the same. The error came after the money had moved. You may take everything from Mallory’s page that CORS can take: it changes nothing. What does?',
  evilOrigin: 'https://evil.example',
  start: `{
  "origin": ["https://app.bank.example"],
  "methods": ["PUT"],
  "credentials": true,
  "guard": false
}
`,
  solution: `{
  "origin": ["https://app.bank.example"],
  "methods": ["PUT"],
  "credentials": true,
  "guard": true
}
`,
  why: 'The request needed no preflight, so it arrived with Ada’s cookie, and CORS only hid what came back. The guard refuses it by its Origin, before the bank acts.',
  app: appWorks,
  attack: async (world) => {
    let end = 'Mallory’s script read the answer.'
    try {
      await world.fetchFrom('https://evil.example', `${BANK}/transfer`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'to=Mallory&amount=50',
        credentials: 'include',
      })
    } catch {
      end = 'Mallory’s script got a TypeError.'
    }
    return moneyMoved(world, end)
  },
}
