import { simulateFetch } from 'corskit/browser'
import { expect, test } from 'vitest'
import { boundedOutcome, LONGEST_OUTCOME } from './bounded-outcome.ts'

const ORIGIN = 'https://app.example.com'
const call = { origin: ORIGIN, url: 'https://api.example.com/a' }
const allows: [string, string] = ['access-control-allow-origin', ORIGIN]

const loopTo = (location: string, more: [string, string][] = []) =>
  simulateFetch(call, () => ({ status: 302, headers: [allows, ['location', location], ...more] }), {
    engine: 'firefox',
  })

test.each<[string, string, [string, string][]]>([
  ['URLs of 60,000 characters', `https://api.example.com/${'a'.repeat(60_000)}`, []],
  ['a header of 200,000 characters', '/b', [['x-long', 'b'.repeat(200_000)]]],
  ['10,000 header lines', '/b', Array.from({ length: 10_000 }, (_, at) => [`x-${at}`, 'value'])],
  ['all of them', `/${'a'.repeat(60_000)}`, Array.from({ length: 5_000 }, (_, at) => [`x-${at}`, 'b'.repeat(20)])],
])('a loop of redirects with %s is bounded, and says what is left out', async (_, location, more) => {
  const outcome = await loopTo(location, more)
  expect(JSON.stringify(outcome).length).toBeGreaterThan(LONGEST_OUTCOME)
  const bounded = boundedOutcome(outcome)
  const text = JSON.stringify(bounded)
  expect(text.length).toBeLessThanOrEqual(LONGEST_OUTCOME)
  expect(text).toMatch(/\d+ (?:characters|header lines) left out/)
  expect(bounded.exchanges.length).toBe(outcome.exchanges.length)
  expect([bounded.verdict, bounded.reason?.code]).toEqual([outcome.verdict, outcome.reason?.code])
})

test('a usual outcome is left as it is', async () => {
  const outcome = await loopTo(`/${'a'.repeat(500)}`)
  expect(boundedOutcome(outcome)).toBe(outcome)
})
