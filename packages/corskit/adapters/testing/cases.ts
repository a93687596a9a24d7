/** What the cases of the behaviour suite share. */
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import type { Harness, Mounts, RunningServer } from './harness.ts'
import { type ReceivedResponse, type SentRequest, send } from './http-client.ts'
import { APP } from './policy.ts'

export const OTHER = 'https://other.example'
export const EVIL = 'https://evil.example'

/**
 * The cases, by their titles, in which a framework does otherwise, with the reason for the reader. They are expected to
 * fail, and one that passes does.
 */
export function expectDifferences(differences: Readonly<Record<string, string>>): void {
  beforeEach(({ task }) => {
    // What `test.fails` sets; the cases are written once for all frameworks, and cannot say it.
    if (differences[task.name] !== undefined) Object.assign(task, { fails: true })
  })
}

/** Sends a request to the server of the suite. */
export type Ask = (request: SentRequest) => Promise<ReceivedResponse>

export const from = (origin: string) => [['origin', origin]] as const

/** A suite of its own, with a server of its own. */
export function withServer(
  harness: Pick<Harness, 'start' | 'ownVary'>,
  title: string,
  mounts: Mounts,
  tests: (ask: Ask) => void,
): void {
  describe(title, () => {
    let server: RunningServer
    beforeAll(async () => {
      server = await harness.start(mounts)
    })
    afterAll(() => server?.close())
    tests(async (request) => withoutVary(await send(server.url, request), harness.ownVary ?? []))
  })
}

/** As if the framework had not added to `Vary` what it says of itself. */
function withoutVary(response: ReceivedResponse, ownVary: readonly string[]): ReceivedResponse {
  if (ownVary.length === 0) return response
  const others = varyOf(response).filter((name) => !ownVary.includes(name))
  const header = (name: string) => (name === 'vary' ? others.join(', ') : response.header(name))
  return { ...response, header }
}

export function preflightOf(method: string, headers?: string, origin = APP, path = '/hello'): SentRequest {
  const lines: [string, string][] = [
    ['origin', origin],
    ['access-control-request-method', method],
  ]
  if (headers !== undefined) lines.push(['access-control-request-headers', headers])
  return { method: 'OPTIONS', path, headers: lines }
}

export function expectAllowed(response: ReceivedResponse, origin = APP): void {
  expect(response.lines('access-control-allow-origin')).toEqual([origin])
  expect(response.lines('access-control-allow-credentials')).toEqual(['true'])
  expect(varyOf(response)).toContain('origin')
}

export function expectNoCors(response: ReceivedResponse): void {
  expect(response.names.filter((name) => name.startsWith('access-control-'))).toEqual([])
}

export function varyOf(response: ReceivedResponse): string[] {
  return (response.header('vary') ?? '')
    .split(',')
    .flatMap((name) => (name.trim() === '' ? [] : [name.trim().toLowerCase()]))
}
