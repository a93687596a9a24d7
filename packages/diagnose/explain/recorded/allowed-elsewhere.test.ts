/** A recording of a whole session shows the server's other answers, too. */
import { describe, expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com'

const entry = (url: string, allowed: string | null, status = 200) => ({
  request: { method: 'GET', url, headers: [{ name: 'Origin', value: PAGE }] },
  response: { status, headers: allowed === null ? [] : [{ name: 'Access-Control-Allow-Origin', value: allowed }] },
})

function firstCauses(...entries: object[]) {
  const read = readInput(JSON.stringify({ log: { version: '1.2', entries } }))
  if ('why' in read) throw new Error(read.why)
  return explain(read).failures.map(({ causes }) => `${causes[0]?.id} (${causes[0]?.confidence})`)
}

describe.each(['before it', 'after it'])('another answer of the server stands %s', (where) => {
  const beside = (failed: object, other: object) =>
    firstCauses(...(where === 'before it' ? [other, failed] : [failed, other]))

  test.each([PAGE, '*'])('and allows the page on another path: %s', (allowed) => {
    expect(beside(entry(`${API}/u`, null), entry(`${API}/v`, allowed))).toEqual(['cors-only-elsewhere (likely)'])
  })

  test('and allows the page on the same URL: a copy is likely', () => {
    expect(beside(entry(`${API}/u`, null), entry(`${API}/u`, PAGE))).toEqual(['cached-without-headers (likely)'])
  })

  test('and allows the page with another query', () => {
    expect(beside(entry(`${API}/u?a=1`, null), entry(`${API}/u?a=2`, PAGE))).toEqual([
      'cached-without-headers (possible)',
    ])
  })

  test('and is of another server, or allows another page: nothing is known', () => {
    const none = ['no-cors-headers (likely)']
    expect(beside(entry(`${API}/u`, null), entry('https://other.example.com/v', '*'))).toEqual(none)
    const stranger = {
      ...entry(`${API}/v`, 'https://b.example'),
      request: { method: 'GET', url: `${API}/v`, headers: [{ name: 'Origin', value: 'https://b.example' }] },
    }
    expect(beside(entry(`${API}/u`, null), stranger)).toEqual(none)
  })

  test('an error without headers is one of errors', () => {
    expect(beside(entry(`${API}/u`, null, 500), entry(`${API}/v`, PAGE))[0]).toMatch(/^error-without-headers/)
  })
})
