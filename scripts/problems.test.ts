import { existsSync, readFileSync } from 'node:fs'
import { CAUSE_RULES } from '@corskit/diagnose'
import { FAULTY } from '@corskit/example-clinic'
import { expect, test } from 'vitest'
import { BLIND_CLINICS } from '../examples/clinic/blind/all.ts'
import { PROBLEMS } from './problems.ts'

test('each of the 72 problems stands in the table once', () => {
  expect(PROBLEMS.length).toBe(72)
  expect(new Set(PROBLEMS.map(({ problem }) => problem)).size).toBe(PROBLEMS.length)
})

test('every cause in the table exists', () => {
  const known = new Set(CAUSE_RULES.map(({ id }) => id))
  expect(PROBLEMS.flatMap(({ causes }) => causes).filter((id) => !known.has(id))).toEqual([])
})

test('every cause stands in the table, unless it has nothing to do with the problems', () => {
  const named = new Set(PROBLEMS.flatMap(({ causes }) => causes))
  expect(CAUSE_RULES.map(({ id }) => id).filter((id) => !named.has(id))).toEqual(BESIDE)
})

/** Mistakes that the list of problems does not have. */
const BESIDE: readonly string[] = [
  'preflight-redirected',
  'redirect-to-other-origin',
  'redirect-without-headers',
  'redirect-loop',
  'redirect-not-followable',
  'name-not-set',
  'response-header-in-request',
  'cached-preflight',
  'not-found-without-headers',
  'connection-refused-without-headers',
  'client-error-without-headers',
  'origin-not-filled-in',
  'origin-in-quotes',
  'http-to-tls-port',
  'tls-failed',
  'proxy-wants-sign-in',
  'answer-not-http',
  'browser-setting',
  'scheme-not-supported',
  'own-origin-only',
  'same-origin-mode',
  'call-is-wrong',
  'opaque-response-blocking',
  'opener-policy',
  'integrity-check-failed',
  'host-refused-by-server',
  'forbidden-request-header',
  'preload-not-used',
  'not-a-preflight',
  'tainted-canvas',
  'element-without-cors',
  'fedcm-endpoint',
  'worker-of-other-origin',
  'no-browser',
  'application-error',
  'web-socket-refused',
]

test('every set-up that the table names exists, and its cause is one that the problem is told as', () => {
  const causeOf = new Map([
    ...FAULTY.map(({ cause, name }) => [name, cause] as const),
    ...BLIND_CLINICS.flatMap((clinic) =>
      clinic.faulty.map(({ cause, name }) => [`${clinic.name}: ${name}`, cause] as const),
    ),
  ])
  for (const { causes, problem, tested } of PROBLEMS)
    for (const name of tested.filter((tested) => !tested.includes(' # ')))
      expect(causes, `${problem}: ${name}`).toContain(causeOf.get(name))
})

test('every test that the table names exists, with the words that it is named by', () => {
  for (const tested of PROBLEMS.flatMap(({ tested }) => tested)) {
    const [file = '', text] = tested.split(' # ')
    if (text === undefined) continue
    const path = new URL(`../${file}`, import.meta.url)
    expect(existsSync(path), file).toBe(true)
    expect(readFileSync(path, 'utf8'), file).toContain(text)
  }
})
