import { expect, onTestFinished, test } from 'vitest'
import type { EngineDriver } from './engines/driver.ts'
import { requireEngine } from './engines/installed.ts'
import { openEngine } from './engines/open.ts'
import { playScenario } from './model/play-scenario.ts'
import type { Call, Scenario, ServedResponse } from './scenario.ts'

const GRANTED: ServedResponse = {
  status: 200,
  headers: [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Max-Age', '600'],
    ['Cache-Control', 'no-store'],
  ],
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A call for each number, to a URL of its own that allows it for ten minutes. */
function callsOf(name: string, numbers: readonly number[]): Scenario {
  const calls = numbers.map((number): Call => ({ url: `{B}/c${number}`, init: { method: 'PUT' } }))
  return { name, calls, answers: Object.fromEntries(numbers.map((n) => [`c${n}`, { pre: GRANTED, act: GRANTED }])) }
}

const preflighted = (paths: readonly string[]) => paths.filter((path) => path !== '')

/** Preflights by their path, other requests as an empty text. */
async function modelPaths(scenario: Scenario, engine: EngineDriver['name']): Promise<string[]> {
  const exchanges = (await playScenario(scenario, engine)).flatMap(({ outcome }) => outcome.exchanges)
  return exchanges.map(({ kind, request }) => (kind === 'preflight' ? new URL(request.url).pathname : ''))
}

async function enginePaths(scenario: Scenario, driver: EngineDriver): Promise<string[]> {
  const [recording] = await driver.run([scenario])
  return (recording?.requests ?? []).map(({ method, path }) => (method === 'OPTIONS' ? path : ''))
}

async function opened(engine: EngineDriver['name'], skip: (reason: string) => never): Promise<EngineDriver> {
  requireEngine(engine, skip)
  const driver = await openEngine(engine)
  onTestFinished(() => driver.close())
  return driver
}

test('Firefox keeps 100 answers, and forgets the one that was not used for the longest time', async ({ skip }) => {
  const driver = await opened('firefox', skip)
  const scenario = callsOf('one too many', [...upTo(100), 0, 100, 0, 2, 100, 1])
  const paths = await enginePaths(scenario, driver)
  expect(paths).toEqual(await modelPaths(scenario, 'firefox'))
  expect(preflighted(paths).slice(100)).toEqual(['/c100', '/c1'])
})

test('Chromium keeps 1,024 answers, and forgets ten by chance when there is one more', { timeout: 120_000 }, async ({
  skip,
}) => {
  const driver = await opened('chromium', skip)
  // Backwards in the end, so that what was forgotten and is asked again pushes out little that is still to be asked.
  const numbers = [...upTo(1024), ...upTo(1024), ...upTo(1025).reverse()]
  const scenario = callsOf('one too many', numbers)
  const asked = preflighted(await enginePaths(scenario, driver))
  expect(asked.slice(0, 1025)).toEqual(upTo(1025).map((n) => `/c${n}`))
  expect(asked.length - 1025).toBeGreaterThanOrEqual(10)
  expect(asked.length - 1025).toBeLessThan(100)
  expect(preflighted(await modelPaths(scenario, 'chromium'))).toHaveLength(1025 + 10)
})
