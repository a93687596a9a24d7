import { describe, expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { readInput } from '../../explain/read-input.ts'
import { diagnoseInMemory, type ServerInMemory } from '../../testing/ask-in-memory.ts'

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

describe('more than one value', () => {
  const LIST = 'origin-list-in-one-header'
  const LAYERS = 'two-layers-add-headers'
  const seen = async (...values: string[]) => {
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: 'https://api.example.net/items' }, () => ({
      status: 200,
      headers: values.map((value) => ['access-control-allow-origin', value] as const),
    }))
    return causes.map(({ confidence, id }) => `${id} (${confidence})`)
  }
  const said = (line: string) => {
    const read = readInput(line)
    if ('why' in read) throw new Error(read.why)
    return explain(read).failures[0]?.causes.map(({ confidence, id }) => `${id} (${confidence})`)
  }
  const chromium = (values: string) =>
    `Access to fetch at 'https://api.example.net/items' from origin '${PAGE}' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header contains multiple values '${values}', but only one is allowed.`

  test.each([
    [['*', PAGE], [`${LAYERS} (certain)`]],
    [[PAGE, PAGE], [`${LAYERS} (certain)`]],
    [[`${PAGE}, ${PAGE}`], [`${LAYERS} (likely)`]],
    [[`${PAGE}, *`], [`${LAYERS} (likely)`, `${LIST} (possible)`]],
    [[`${PAGE}, https://b.example.com`], [`${LIST} (certain)`]],
    [[`${PAGE} https://b.example.com`], [`${LIST} (certain)`]],
  ])('the answer has %j', async (values, causes) => {
    expect(await seen(...values)).toEqual(causes)
  })

  // Each could have been on one line or on two.
  test.each([
    [chromium(`${PAGE}, *`), [`${LAYERS} (likely)`, `${LIST} (possible)`]],
    [chromium(`*, ${PAGE}`), [`${LAYERS} (likely)`, `${LIST} (possible)`]],
    [chromium(`*, *`), [`${LAYERS} (likely)`]],
    [chromium(`${PAGE}, https://b.example.com`), [`${LIST} (likely)`, `${LAYERS} (possible)`]],
    [
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.net/items. (Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
      [`${LAYERS} (likely)`, `${LIST} (possible)`, 'connection-failed (possible)'],
    ],
    ['Access-Control-Allow-Origin cannot contain more than one origin.', [`${LAYERS} (likely)`, `${LIST} (possible)`]],
  ])('the console says %s', (line, causes) => {
    expect(said(line)).toEqual(causes)
  })
})

describe('Chromium refuses the page’s own origin as no origin: the value has signs that copying lost', () => {
  const said = (value: string, url = 'https://api.example.net/items') => {
    const read = readInput(
      `Access to fetch at '${url}' from origin '${PAGE}' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header contains the invalid value '${value}'.`,
    )
    if ('why' in read) throw new Error(read.why)
    return explain(read).failures[0]?.causes.map(({ confidence, id }) => `${id} (${confidence})`)
  }

  test.each(['\u00a0', '\u200b', '\ufeff', '\u00ad', '\\u00A0'])('%j', (sign) => {
    for (const value of [`${PAGE}${sign}`, `${sign}${PAGE}`, PAGE]) {
      const [first] = said(value) ?? []
      expect(first).toMatch(/^origin-in-quotes/)
    }
  })

  test('another value has a cause of its own', () => {
    expect(said('app.example.com')?.[0]).toMatch(/^origin-without-scheme/)
    expect(said('undefined')?.[0]).toMatch(/^origin-not-filled-in/)
  })
})

describe('origins with a semicolon or a bar between them are told as a list', () => {
  const answered = async (value: string) => {
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: 'https://api.example.net/items' }, () => ({
      status: 200,
      headers: [['access-control-allow-origin', value]],
    }))
    return causes.map(({ confidence, id }) => `${id} (${confidence})`)
  }

  test.each([
    `https://a.example;${PAGE}`,
    `${PAGE};https://a.example;`,
    `https://a.example|${PAGE}`,
    'http://localhost:3000;http://localhost:5173',
    `${PAGE}/;https://a.example/`,
  ])('%s', async (value) => {
    expect(await answered(value)).toEqual(['origin-list-in-one-header (certain)'])
  })

  test('one origin with a sign at its end is none', async () => {
    expect((await answered(`${PAGE};`))[0]).toBe('origin-in-quotes (certain)')
  })
})

test.each(['/login', '/login/', '/?a=1'])('a path is told with the slash: %s', async (path) => {
  const { causes } = await diagnoseInMemory({ origin: PAGE, url: 'https://api.example.net/items' }, () => ({
    status: 200,
    headers: [['access-control-allow-origin', PAGE + path]],
  }))
  expect(causes[0]).toMatchObject({ id: 'origin-trailing-slash', title: expect.stringContaining('a slash or a path') })
})
