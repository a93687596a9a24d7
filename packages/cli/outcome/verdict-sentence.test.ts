import { type RequestInput, simulateFetch } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { verdictSentence } from './verdict-sentence.ts'

const PAGE = 'https://app.example.com'
const URL_ = 'https://api.example.com/users'

type Served = readonly [status: number, headers: Readonly<Record<string, string>>]

async function sentence(request: Partial<RequestInput>, ...answers: Served[]): Promise<string> {
  const left = [...answers]
  const outcome = await simulateFetch({ origin: PAGE, url: URL_, ...request }, () => {
    const [status, headers] = left.shift() ?? [200, {}]
    return { status, headers }
  })
  return verdictSentence(outcome, PAGE)
}

const allow = (origin: string) => ({ 'access-control-allow-origin': origin })

describe('the sentence names', () => {
  test('both origins', async () => {
    expect(await sentence({}, [200, allow(`${PAGE}/`)])).toBe(
      'The answer allows the origin https://app.example.com/, and the one that asks is https://app.example.com; the two must be equal, character by character.',
    )
  })

  test('the redirect that made the origin null', async () => {
    const redirect = { ...allow(PAGE), location: 'https://cdn.test/' }
    expect(await sentence({}, [302, redirect], [200, allow(PAGE)])).toMatch(
      /the one that asks is null; .* The redirect to another origin turned https:\/\/app\.example\.com into null\.$/,
    )
  })

  test('the status of the preflight', async () => {
    expect(await sentence({ method: 'PUT' }, [404, allow('*')])).toBe(
      'The preflight was answered with status 404; only 200 to 299 let the request go out.',
    )
  })

  test('a header that is missing, and one that is empty', async () => {
    const request = { credentials: 'include' } as const
    expect(await sentence(request, [200, allow(PAGE)])).toContain('in the answer is missing where')
    const empty = { ...allow(PAGE), 'access-control-allow-credentials': '' }
    expect(await sentence(request, [200, empty])).toContain('in the answer is empty where')
  })

  test('a list that cannot be read', async () => {
    const headers = { ...allow('*'), 'access-control-allow-methods': 'GET PUT' }
    expect(await sentence({ method: 'PUT' }, [204, headers])).toBe(
      'Access-Control-Allow-Methods of the preflight is not a list of methods: GET PUT. One bad word makes all of it void.',
    )
  })

  test('nothing when everything is right', async () => {
    expect(await sentence({}, [200, allow('*')])).toBe('A page at https://app.example.com may read the answer.')
    expect(await sentence({ url: `${PAGE}/x` })).toContain('of the same origin')
    expect(await sentence({ mode: 'no-cors' })).toContain('learns nothing')
  })
})
