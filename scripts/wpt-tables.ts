/** The tables of docs/wpt.md, from what `npm run wpt -- --write` has recorded. */
import { type RecordedFile, type RecordedRun, readRecorded } from '../conformance/wpt/record.ts'

type Interface = 'fetch' | 'XMLHttpRequest'

/** By name in results.json: the head of the column, and what the implementation does not have. */
const COLUMNS: Readonly<Record<string, { readonly head: string; readonly lacks?: Interface }>> = {
  standard: { head: 'corskit' },
  chromium: { head: 'corskit as Chromium' },
  firefox: { head: 'corskit as Firefox' },
  webkit: { head: 'corskit as WebKit' },
  undici: { head: 'undici', lacks: 'XMLHttpRequest' },
  'happy-dom': { head: 'happy-dom' },
  jsdom: { head: 'jsdom', lacks: 'fetch' },
}

interface Column {
  readonly head: string
  readonly lacks: Interface | undefined
  readonly run: RecordedRun
  readonly byFile: ReadonlyMap<string, RecordedFile>
}

const recorded = readRecorded()
const columns: readonly Column[] = Object.entries(COLUMNS).flatMap(([name, { head, lacks }]) => {
  const run = recorded[name]
  return run === undefined ? [] : [{ head, lacks, run, byFile: new Map(run.files.map((file) => [file.file, file])) }]
})
const standard = columns[0]?.run.files ?? []
const files = [...new Set(columns.flatMap(({ byFile }) => [...byFile.keys()]))].sort()

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;')
const folderOf = (file: string) => (/^fetch\/api\/\w+|^fetch\/[^/]+|^\w+/.exec(file) ?? [file])[0]
const interfaceOf = (file: string): Interface =>
  /^xhr\/|^cors\/.*(\.html?|expose-headers-parsing.*)$/.test(file) ? 'XMLHttpRequest' : 'fetch'

/**
 * The subtests that any implementation registers count for all: a file that ends early has not passed the subtests it
 * did not reach.
 */
const subtestsOf = (file: string) => Math.max(...columns.map(({ byFile }) => byFile.get(file)?.n ?? 0))

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

function counts(label: string, of: readonly string[]): string {
  const cells = columns.map(({ byFile, lacks }) => {
    const pass = sum(of.map((file) => byFile.get(file)?.pass ?? 0))
    return lacks !== undefined && of.every((file) => interfaceOf(file) === lacks) ? `${pass} (has none)` : pass
  })
  return row(label, of.length, sum(of.map(subtestsOf)), ...cells)
}

const having = (name: Interface) => files.filter((file) => interfaceOf(file) === name)

const heads = (first: string) => {
  const names = [first, 'Files', 'Subtests', ...columns.map(({ head }) => head)]
  return [row(...names), row('---', ...names.slice(1).map(() => '--:'))]
}

export function wptTotals(): string {
  return [
    ...heads('Files that use'),
    counts('`fetch`', having('fetch')),
    counts('`XMLHttpRequest`', having('XMLHttpRequest')),
    counts('either', files),
  ].join('\n')
}

export function wptFolders(): string {
  const rows = [...new Set(files.map(folderOf))].map((folder) =>
    counts(
      `\`${folder}\``,
      files.filter((file) => folderOf(file) === folder),
    ),
  )
  return [...heads('Folder'), ...rows].join('\n')
}

/** The implementation and the version of web-platform-tests. */
export function wptRuns(): string {
  const rows = columns.map(({ head, run }) => row(head, run.version, run.node, run.date, run.checkout))
  return [row('Column', 'Version', 'Node', 'Recorded', 'Checkout'), '|---|---|---|---|---|', ...rows].join('\n')
}

/** For the standard's column: why its flagged failures fail. */
export function wptFlags(): string {
  const known = new Map<string, number>()
  const add = (flag: string, count: number) => known.set(flag, (known.get(flag) ?? 0) + count)
  for (const { flags = {}, error } of standard) {
    for (const [flag, count] of Object.entries(flags)) add(flag, count)
    const ofFile = flagIn(error ?? '')
    if (ofFile !== undefined) add(ofFile, 1)
  }
  const rows = [...known.keys()].sort().map((flag) => {
    const [kind = '', ...why] = flag.split(': ')
    return row(kind, why.join(': '), known.get(flag) ?? 0)
  })
  return [row('Kind', 'Why', 'Subtests, or files that end early'), '|---|---|--:|', ...rows].join('\n')
}

/** For the standard's column: what fails and is not flagged. */
export function wptRemaining(): string {
  const rows = standard.flatMap(({ file, open = [], error }) => {
    const names = open.map((name) => escaped(name))
    const end = error === null || flagIn(error) !== undefined ? [] : [`(the file: ${escaped(error)})`]
    return names.length + end.length === 0 ? [] : [row(`\`${file}\``, [...names, ...end].join('<br>'))]
  })
  return [row('File', 'Subtests'), '|---|---|', ...rows].join('\n')
}

const flagIn = (failure: string) => / \[((?:stale|document|limit): .*)\]$/.exec(failure)?.[1]
