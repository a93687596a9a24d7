/** What a program that looks at a page of the clinic says, kept as a file. */
import { readFileSync, writeFileSync } from 'node:fs'

export type RecordingName = 'chrome-devtools-mcp' | 'chromium-har' | 'playwright-mcp'

export interface Recording<Told> {
  /** Which program, in which version, and with which browser. */
  readonly by: string
  readonly browser: string
  /** `2026-11-26`. */
  readonly date: string
  /** By the name of the set-up. */
  readonly setUps: Readonly<Record<string, Told>>
}

/** What the tools of an MCP server answer. */
export interface ToolsTold {
  /** The page that made the request. */
  readonly page: string
  /** The console, one entry for each message, with the tool's details about it. */
  readonly console: readonly string[]
  /**
   * The requests of the page, each with the tool's details, but without bodies and without the headers that every
   * browser sends.
   */
  readonly network: readonly string[]
}

const fileOf = (name: RecordingName) => new URL(`${name}.json`, import.meta.url)

export function readRecording<Told>(name: RecordingName): Recording<Told> {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recording<Told>
}

/** One line for each set-up. */
export function writeRecording(name: RecordingName, { setUps, ...about }: Recording<unknown>): void {
  const lines = Object.entries(setUps).map(([setUp, told]) => `${JSON.stringify(setUp)}: ${JSON.stringify(told)}`)
  const head = JSON.stringify(about).slice(0, -1)
  writeFileSync(fileOf(name), `${head}, "setUps": {\n${lines.join(',\n')}\n}}\n`)
}
