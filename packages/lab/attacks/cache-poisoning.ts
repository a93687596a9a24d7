import type { Attack } from '../words/attack.ts'
import { APP, CACHE } from './world/places.ts'
import { appWorks } from './world/tries.ts'

const EVIL = 'https://evil.example'

export const cachePoisoning: Attack = {
  id: 'cache-poisoning',
  title: 'Can one visitor lock out all others?',
  story:
    'The bank’s exchange rates are public, and a cache in front keeps them for a minute. The bank answers its app with the header, and everyone else without it.\n\nMallory only has to be first. Her page asks; the bank’s answer for her has no CORS header; the cache keeps it. For the next minute everybody’s app gets that answer, and browsers hide it. Somebody has left out one header. Put it back.',
  evilOrigin: EVIL,
  usesCache: true,
  start: `{
  "origin": ["https://app.bank.example"],
  "credentials": true,

  // The configuration was written by hand, without Vary.
  "forgetsVary": true
}
`,
  solution: `{
  "origin": ["https://app.bank.example"],
  "credentials": true
}
`,
  why: '`Vary: Origin` tells the cache that the answer depends on who asks, so it keeps one for each. It has to be on the answers without CORS headers as well: those were the ones that spread.',
  app: async (world) => {
    const tried = await appWorks(world)
    if (!tried.ok) return tried
    return ratesInApp(world).then(
      () => ({ ok: true, says: `${tried.says} It shows the rates as well.` }),
      () => ({ ok: false, says: 'The app could not read the rates.' }),
    )
  },
  attack: async (world) => {
    await world.fetchFrom(EVIL, `${CACHE}/rates`).catch(() => {})
    return ratesInApp(world).then(
      () => ({ ok: false, says: 'Mallory’s page asked first, and the app reads the rates all the same.' }),
      () => ({
        ok: true,
        says: 'Mallory’s page asked first. Now the cache answers the app without the header, and the browser hides it.',
      }),
    )
  },
}

async function ratesInApp({ fetchFrom }: Parameters<Attack['app']>[0]): Promise<void> {
  await fetchFrom(APP, `${CACHE}/rates`)
}
