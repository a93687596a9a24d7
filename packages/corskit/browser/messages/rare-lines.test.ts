/** Lines that depend on a detail that few requests have. */
import { expect, test } from 'vitest'
import { simulateFetch } from '../simulate.ts'

const page = { origin: 'https://app.example.com' }
const never = () => Promise.reject(new Error('nothing is sent'))

test('WebKit says something of data: URLs that cannot be read, and nothing of other URLs', async () => {
  const line = async (url: string) =>
    (await simulateFetch({ ...page, url }, never, { engine: 'webkit' })).messages.webkit
  expect(await line('https://')).toEqual([])
  expect(await line('http://a b')).toEqual([])
  expect(await line('data:x')).toEqual([expect.stringContaining('data:x')])
})
