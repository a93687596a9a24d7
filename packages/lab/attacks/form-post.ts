import type { Attack } from '../words/attack.ts'
import { BANK } from './world/places.ts'
import { appWorks, moneyMoved } from './world/tries.ts'

export const formPost: Attack = {
  id: 'form-post',
  title: 'Can a form on another site move Ada’s money?',
  story:
    'Ada is logged in at her bank. On another tab she opens a page of Mallory’s. It holds a hidden form that posts to the bank, and a line of script that submits it.\n\nThe bank’s CORS policy is exact: only its own app may read. But a form asks nobody, and the browser sends Ada’s cookie along, because this bank’s cookie allows it. Your part: let the bank refuse what comes from foreign pages, and keep the app working.',
  evilOrigin: 'https://evil.example',
  start: `{
  // Only the bank’s own app may read answers.
  "origin": "https://app.bank.example",
  "credentials": true,

  // Whether the bank refuses writes from pages of other origins.
  "guard": false
}
`,
  solution: `{
  "origin": "https://app.bank.example",
  "credentials": true,

  // Two rules: who may read answers, and who may write.
  "guard": true
}
`,
  why: 'A policy decides who may read, and a form never wanted to read. The guard looks at where a write comes from, and refuses foreign pages before any money moves.',
  app: appWorks,
  attack: async (world) => {
    await world.postForm('https://evil.example', `${BANK}/transfer`, { to: 'Mallory', amount: '50' })
    return moneyMoved(world, 'Mallory’s page posted a form with Ada’s cookie.')
  },
}
