import { expect, test } from 'vitest'
import { diagnoseInMemory, type ServerInMemory } from '../testing/ask-in-memory.ts'

const PAGE = 'http://localhost:5173'

/** A cache with an answer that was made for another page. A query that nobody asked before is answered rightly. */
const cached =
  (value: string): ServerInMemory =>
  ({ url }) => ({
    status: 200,
    headers: [
      ['access-control-allow-origin', url.includes('corskit=fresh') ? PAGE : value],
      ['x-cache', 'MISS'],
    ],
  })

const VALUES = ['http://localhost:3000', 'http://127.0.0.1:5173', 'https://localhost:5173', 'https://shop.example.com']

const told = async (value: string, isAnswered: boolean) => {
  const request = { origin: PAGE, url: 'https://api.example.net/items' }
  const { causes } = await diagnoseInMemory(request, cached(value), () => isAnswered)
  return causes.map(({ confidence, id }) => `${id} (${confidence})`)
}

test.each(VALUES)('%s out of a cache: the cache is told, and no other form of the value', async (value) => {
  expect(await told(value, true)).toEqual(['cached-for-another-origin (certain)'])
})

test.each(VALUES)(
  '%s, and the fresh query is not answered: it may be a cache, so nothing is certain',
  async (value) => {
    const causes = await told(value, false)
    expect(causes.length).toBeGreaterThan(0)
    expect(causes.filter((cause) => !cause.endsWith('(possible)'))).toEqual([])
  },
)
