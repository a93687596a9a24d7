/** What `cors` puts on an answer is never on another answer, also when the app gives the same object again. */
import { describe, expect, test } from 'vitest'
import { send } from '../testing/http-client.ts'
import { SHARED } from '../testing/shared-responses.ts'
import { describeWebServers } from '../testing/web-servers.ts'

const ORIGINS = ['https://a.example', 'https://b.example', 'https://a.example', 'https://evil.example']

describeWebServers('shared-responses-app.ts', (url, server) => {
  const ask = (path: string, origin: string) => send(url(), { path: encodeURI(path), headers: [['origin', origin]] })
  const apps = ['web', 'next', 'sveltekit', 'hono', 'h3', 'elysia']
  // workerd gives the body of one request to no other.
  const isOf = (kind: string) =>
    kind === 'a text that is cloned' ? server !== 'workerd' : kind !== 'a text' || server === '@hono/node-server'

  // Elysia makes its functions from text, which workerd does not allow.
  describe.each(apps.filter((app) => server !== 'workerd' || app !== 'elysia'))('%s', (app) => {
    test.each(Object.keys(SHARED).filter(isOf))('%s', async (kind) => {
      for (const origin of ORIGINS) {
        const before = await ask(`/${app}/private/${kind}`, origin)
        const open = await ask(`/${app}/public/${kind}`, origin)
        const after = await ask(`/${app}/private/${kind}`, origin)
        const allowed = origin === 'https://evil.example' ? [] : [origin]
        expect([origin, open.lines('access-control-allow-origin')]).toEqual([origin, allowed])
        expect(open.header('vary')).toMatch(/(^|, )Origin$/)
        for (const closed of [before, after]) {
          expect(closed.names.filter((name) => name.startsWith('access-control-'))).toEqual([])
          expect(closed.header('vary') ?? '').not.toMatch(/Origin/)
        }
        expect([open.status, open.body]).toEqual([after.status, after.body])
      }
    })
  })
})
