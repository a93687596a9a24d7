/**
 * Keeps what a run found in results.json, a line for each file, from which docs/wpt.md is made. `--failures` prints
 * what is not kept.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Flag, nameOf } from './flagged.ts'

export interface Failure {
  readonly name: string
  readonly message: string | null
  readonly flag: Flag | undefined
}

export interface FileCounts {
  readonly file: string
  readonly n: number
  readonly pass: number
  /** Failures whose reason is known. */
  readonly flagged: number
  /** What kept the file from ending as it should; a known reason follows in brackets, as with a subtest. */
  readonly error: string | null
}

export interface FileResult extends FileCounts {
  readonly failures: readonly Failure[]
}

export interface RecordedFile extends FileCounts {
  /** Of `standard` alone: how many subtests fail for each known reason, `kind: why`. */
  readonly flags?: Readonly<Record<string, number>>
  /** Of `standard` alone: the names of the subtests that fail for no known reason. */
  readonly open?: readonly string[]
}

/** One implementation's results, as they are kept. */
export interface RecordedRun {
  readonly version: string
  readonly date: string
  readonly node: string
  readonly checkout: string
  readonly files: readonly RecordedFile[]
}

export type Recorded = Readonly<Record<string, RecordedRun>>

const PATH = fileURLToPath(new URL('./results.json', import.meta.url))

export function readRecorded(): Recorded {
  return JSON.parse(readFileSync(PATH, 'utf8'))
}

/**
 * Files that were not run keep what is recorded of them, unless that is of another version or checkout.
 * @param root the checkout
 */
export function record(implementation: string, root: string, results: readonly FileResult[]): void {
  const recorded = readRecorded()
  const whose = { version: versionOf(implementation), node: process.version, checkout: checkoutVersion(root) }
  const files = new Map(stillTrue(recorded[implementation], whose).map((file) => [file.file, file]))
  for (const { failures, ...counts } of results) {
    files.set(counts.file, implementation === 'standard' ? { ...counts, ...summaryOf(failures) } : counts)
  }
  const run: RecordedRun = {
    ...whose,
    date: new Date().toISOString().slice(0, 10),
    files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
  }
  writeFileSync(PATH, written({ ...recorded, [implementation]: run }))
}

function summaryOf(failures: readonly Failure[]): Pick<RecordedFile, 'flags' | 'open'> {
  const flags: Record<string, number> = {}
  for (const { flag } of failures) if (flag !== undefined) flags[nameOf(flag)] = (flags[nameOf(flag)] ?? 0) + 1
  return { flags, open: failures.filter(({ flag }) => flag === undefined).map(({ name }) => name) }
}

/** A line for each file, so that a change of one shows as one. */
function written(recorded: Recorded): string {
  const runs = Object.entries(recorded).map(([implementation, { files, ...about }]) => {
    const facts = Object.entries(about).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`)
    const lines = files.map((file) => `   ${JSON.stringify(file)}`)
    return ` ${JSON.stringify(implementation)}: {\n${facts.join('\n')}\n  "files": [\n${lines.join(',\n')}\n  ]\n }`
  })
  return `{\n${runs.join(',\n')}\n}\n`
}

type Whose = Pick<RecordedRun, 'version' | 'node' | 'checkout'>

function stillTrue(recorded: RecordedRun | undefined, { version, node, checkout }: Whose): readonly RecordedFile[] {
  const isSame = recorded?.version === version && recorded.node === node && recorded.checkout === checkout
  return isSame ? recorded.files : []
}

const PEERS = new Set(['undici', 'jsdom', 'happy-dom'])

function versionOf(implementation: string): string {
  const name = PEERS.has(implementation) ? implementation : '@corskit/fetch'
  const path = findPackageJSON(name, import.meta.url)
  if (path === undefined) throw new Error(`${name} is not installed`)
  return `${name} ${JSON.parse(readFileSync(path, 'utf8')).version}`
}

/** Of a checkout that is one: git's word for it. Of a mixture: the note that whoever mixed it left in VERSION. */
function checkoutVersion(root: string): string {
  try {
    return readFileSync(`${root}/VERSION`, 'utf8').trim()
  } catch {
    return execFileSync('git', ['-C', root, 'log', '-1', '--format=%h %ad', '--date=short'], {
      encoding: 'utf8',
    }).trim()
  }
}
