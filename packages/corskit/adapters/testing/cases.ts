/** What the cases of the behaviour suite share. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Harness, Mounts, RunningServer } from './harness.ts'
import { type ReceivedResponse, type SentRequest, send } from './http-client.ts'
import { APP } from './policy.ts'

export const OTHER = 'https://other.example'
export const EVIL = 'https://evil.example'

/** Sends a request to the server of the suite. */
export type Ask = (request: SentRequest) => Promise<ReceivedResponse>

export const from = (origin: string) => [['origin', origin]] as const

/** A suite of its own, with a server of its own. */
export function withServer(
  harness: Pick<Harness, 'start'>,
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
    tests((request) => send(server.url, request))
  })
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
