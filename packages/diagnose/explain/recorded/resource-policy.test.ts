/** A recording of a proxy has the answer whole: whether the browser refused it, only the headers say. */
import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const URL_OF_IMAGE = 'https://cdn.example.com/i.png'

function causesOf(asked: Readonly<Record<string, string>>, policy: string | null, status = 200) {
  const headers = Object.entries({ 'Sec-Fetch-Dest': 'image', ...asked }).map(([name, value]) => ({ name, value }))
  const answered = policy === null ? [] : [{ name: 'Cross-Origin-Resource-Policy', value: policy }]
  const entry = { request: { method: 'GET', url: URL_OF_IMAGE, headers }, response: { status, headers: answered } }
  const read = readInput(JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
  if ('why' in read) throw new Error(read.why)
  return explain(read).failures.map(({ causes }) => causes.map(({ id, evidence }) => [id, ...evidence]))
}

const SITES = ['same-origin', 'same-site', 'cross-site', 'none']
const POLICIES = ['same-origin', 'same-site', 'cross-origin', 'Same-Origin', 'same-origin, same-origin', null]
const REFUSED = ['same-origin to same-site', 'same-origin to cross-site', 'same-site to cross-site']
const ROWS = SITES.flatMap((site) => POLICIES.map((policy) => [policy, site] as const))

test.each(ROWS)('an image with the policy %s, for a page that is %s', (policy, site) => {
  const isRefused = REFUSED.includes(`${policy} to ${site}`)
  const line = `Cross-Origin-Resource-Policy is ${policy}, and Sec-Fetch-Site of the request is ${site}`
  const expected = isRefused ? [[['resource-policy', line]]] : []
  for (const status of [200, 302, 404])
    expect(causesOf({ 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Site': site }, policy, status)).toEqual(expected)
})

test.each(['navigate', 'same-origin'])('the policy is not about a request of mode %s', (mode) => {
  expect(causesOf({ 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Site': 'cross-site' }, 'same-origin')).toEqual([])
})

test('a page of http sends no Sec-Fetch-Site: nothing says that the answer was refused', () => {
  expect(causesOf({ Referer: 'http://other.example/' }, 'same-origin')).toEqual([])
})

test('a redirect that leads back to the page itself is cross-site, and allowed', () => {
  const asked = { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Site': 'cross-site', Referer: 'https://cdn.example.com/' }
  expect(causesOf(asked, 'same-origin')).toEqual([])
})
