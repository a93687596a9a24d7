/** S3 and its like answer 403 to a preflight that no rule allows: nobody has asked for a login. */
import { describe, expect, test } from 'vitest'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'

const ORIGIN = 'https://app.example.com'
const STORES = [
  ['AmazonS3', 's3'],
  ['Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0', 'azure-storage'],
] as const

describe.each(STORES)('%s', (server, stack) => {
  const input = { url: 'https://files.example.net/a', origin: ORIGIN, method: 'PUT' }

  test('the bucket has no rule, and the fix is one', async () => {
    const { causes } = await diagnoseInMemory(input, ({ method }) => ({
      status: method === 'OPTIONS' ? 403 : 200,
      headers: [['server', server]],
    }))
    expect(causes[0]).toMatchObject({ id: 'no-cors-headers', confidence: 'likely', layer: 'gateway' })
    expect(causes[0]?.fix.snippets.map((one) => one.stack)).toEqual([stack])
    expect(causes.map(({ id }) => id)).not.toContain('auth-before-preflight')
  })

  test('a rule allows another method: it is the method', async () => {
    const { causes } = await diagnoseInMemory(input, ({ method, header }) => {
      const isAllowed = method !== 'OPTIONS' || header('access-control-request-method') === 'GET'
      return {
        status: isAllowed ? 200 : 403,
        headers: [['server', server], ...(isAllowed ? [['access-control-allow-origin', ORIGIN] as const] : [])],
      }
    })
    expect(causes[0]?.id).toBe('method-not-allowed')
  })
})
