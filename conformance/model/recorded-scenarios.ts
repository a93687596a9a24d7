/** The scenarios recorded by hand before the model existed: `conformance/scenarios/recorded.json`, described in docs/conformance.md. */
import { readFileSync } from 'node:fs'

export type RecordedEngine = 'chromium' | 'firefox' | 'webkit'

/** A header value, or a `Location` together with what stands there. */
export type RecordedValue = string | { readonly to: string; readonly answers: RecordedServer }

export interface RecordedAnswer {
  readonly status?: number
  readonly headers?: readonly (readonly [string, RecordedValue])[]
  readonly drop?: boolean
}

/** An array is used in turn, its last element for ever. */
export interface RecordedServer {
  readonly pre?: RecordedAnswer | readonly RecordedAnswer[]
  readonly act?: RecordedAnswer | readonly RecordedAnswer[]
}

export interface RecordedResult {
  readonly outcome: readonly {
    readonly ok: boolean
    readonly status?: number
    readonly type?: string
    readonly error?: string
    readonly headers?: Readonly<Record<string, string>>
  }[]
  readonly requests: readonly {
    readonly method: string
    readonly host: string
    readonly headers: Readonly<Record<string, string>>
  }[]
  readonly console: readonly string[]
  readonly issues?: readonly (string | { readonly corsError: string; readonly failedParameter: string })[]
}

export interface RecordedScenario {
  readonly name: string
  readonly server: RecordedServer
  readonly init: Readonly<Record<string, unknown>>
  readonly opt: {
    readonly repeat?: number
    readonly then?: Readonly<Record<string, unknown>>
    readonly url?: string
    readonly dump?: boolean
  }
  readonly results: Readonly<Record<RecordedEngine, RecordedResult>>
}

export const ORIGINS = {
  A: 'http://web-platform.test:9100',
  B: 'http://www1.web-platform.test:9101',
  C: 'http://web-platform.test:9102',
} as const

const file = new URL('../scenarios/recorded.json', import.meta.url)

export const recordedScenarios: readonly RecordedScenario[] = JSON.parse(readFileSync(file, 'utf8')).scenarios
