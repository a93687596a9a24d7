/** Whatever a handler throws or gives: it becomes a 500 with the headers, and `onError` sees it. */
import { describe, expect, test } from 'vitest'
import { send } from '../testing/http-client.ts'
import { ODD_ERRORS } from '../testing/odd-errors.ts'
import { describeWebServers } from '../testing/web-servers.ts'

const APP = 'https://app.example.com'

describeWebServers('odd-errors-app.ts', (url) => {
  const ask = (path: string) => send(url(), { path: encodeURI(path), headers: [['origin', APP]] })
  const seen = async () => Number((await ask('/seen')).body)

  describe.each(['web', 'next'])('%s', (adapter) => {
    describe.each(['throws', 'gives'])('a handler that %s', (how) => {
      test.each(Object.keys(ODD_ERRORS))('%s', async (name) => {
        for (const [kind, body, calls] of [
          ['default', 'Internal Server Error', 0],
          ['onError', 'of onError', 1],
        ] as const) {
          const before = await seen()
          const response = await ask(`/${adapter}/${kind}/${how}/${name}`)
          expect([response.status, response.body]).toEqual([500, body])
          expect(response.lines('access-control-allow-origin')).toEqual([APP])
          expect([response.lines('set-cookie'), response.lines('x-upstream')]).toEqual([[], []])
          expect(await seen()).toBe(before + calls)
        }
      })
    })
  })
})
