/** Which cookies of an answer that may be read do not come back from a page of another site. */
import { expect, test } from 'vitest'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'

const PAGE = 'https://app.example.com'

async function toldOf(cookies: readonly string[], url = 'https://api.example.net/me'): Promise<readonly string[]> {
  const { causes } = await diagnoseInMemory({ url, origin: PAGE, credentials: 'include' }, () => ({
    status: 200,
    headers: [
      ['access-control-allow-origin', PAGE],
      ['access-control-allow-credentials', 'true'],
      ...cookies.map((cookie) => ['set-cookie', cookie] as const),
    ],
  }))
  return causes.map(({ id }) => id)
}

test.each([
  'session=1',
  'session=1; HttpOnly; Secure',
  'session=1; SameSite=Lax; Secure',
  'session=1; SameSite=Strict',
  'session=1; SameSite=None',
  'session=1; samesite=none; HttpOnly',
  'session=1; SameSite=NoneOfThese; Secure',
  'session=samesite=none, secure',
])('%s is lost', async (cookie) => {
  expect(await toldOf([cookie])).toEqual(['cookie-not-sent'])
  expect(await toldOf(['other=2; SameSite=None; Secure', cookie])).toEqual(['cookie-not-sent'])
})

test.each([
  ['one that is for other sites', ['session=1; SameSite=None; Secure']],
  ['one in other letters', ['session=1; secure; samesite = none; Partitioned']],
  ['a load balancer’s pair', ['AWSALB=x; Path=/', 'AWSALBCORS=x; Path=/; SameSite=None; Secure']],
  ['a pair of another name', ['node=x; Path=/', 'nodeCors=x; Path=/; SameSite=None; Secure']],
  ['a firewall’s', ['__cf_bm=x; HttpOnly; Secure', 'incap_ses_7=x']],
  ['one that is taken away', ['session=; Max-Age=0', 'other=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']],
  ['none', []],
])('nothing is found for %s', async (_, cookies) => {
  expect(await toldOf(cookies)).toEqual([])
})

test('a cookie of the same site comes back', async () => {
  expect(await toldOf(['session=1; SameSite=Strict'], 'https://api.example.com/me')).toEqual([])
})
