/** `corskit migrate DIR|FILE`: moves code from other CORS packages to corskit. */
import { relative, sep } from 'node:path'
import { jsonText } from '../command-line/json-text.ts'
import { parseOptions } from '../command-line/options.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { filesAround, importedFromOutside, type Surroundings, surroundingsOf } from './files-around.ts'
import { CHANGES } from './finding.ts'
import { acrossFiles } from './layers/across-files.ts'
import { type SourceOfSettings, withoutOwnSettings } from './layers/own-settings.ts'
import type { PackageFile } from './layers/packages.ts'
import { type MovedSource, migrateSource } from './migrate-source.ts'
import { MAY_READ } from './project/file-mention.ts'
import { type ProjectFacts, packageCommands, projectReader } from './project/project-facts.ts'
import { removablePackages } from './project/removable-packages.ts'
import { diffOf, isMoved, type MovedFile, reportText, shownDecision } from './report.ts'
import {
  type VariableFound,
  variablesDecision,
  variablesIn,
  variablesOf,
} from './sightings/other-files/environment-names.ts'
import { otherFileSightings } from './sightings/other-files/other-files.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'
import { type Failure, writeFiles } from './write-files.ts'

const HELP = `corskit migrate DIR|FILE: rewrites the calls of cors, @fastify/cors, hono/cors, @koa/cors and Nest's enableCors

  DIR      its .js, .ts and similar files; node_modules, dist, build and folders like them are skipped
  FILE     one such file; what is around it, or around DIR, in its package and workspace is only compared with it
  --write  write the files; without it, the changes are only printed
  --json   print { files: [{ name, moved, diff, changes, decisions }], written }

A call that was dangerous, or that is not understood, is left as it is with everything else in its file, and the reason is printed.
What else answers cross-origin requests is named with its line: headers written by hand, Socket.IO, configuration, other packages.

Exit codes: 0 done, or nothing to do; 1 something needs your decision; 2 the call was wrong.
`

type ProjectOf = (path: string) => ProjectFacts

const DONE = 0
const TO_DECIDE = 1

export async function migrate(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('migrate', args, {
    write: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  if (options.has('help')) {
    terminal.out(HELP)
    return DONE
  }
  const [root, second] = options.positionals
  if (root === undefined) throw new UsageError('migrate expects a folder or a file: corskit migrate .')
  if (second !== undefined) throw new UsageError(`migrate expects one folder or file, got ${quoted(second)} too`)
  const note = (text: string) => terminal.err(`corskit: note: ${printable(text)}\n`)
  const surroundings = surroundingsOf(root)
  const projectOf = projectReader(surroundings.base)
  const found: MovedFile[] = []
  const withVariables: { file: MovedFile; variables: VariableFound[] }[] = []
  const read = new Set<string>()
  const texts: SourceOfSettings[] = []
  for await (const source of sourceFiles(root, note)) {
    const { name, text } = source
    const file = looked(source, projectOf)
    if (source.isSource && MAY_READ.test(text)) texts.push({ project: file.project, text })
    const variables = variablesIn(name, text)
    if (variables.length > 0) withVariables.push({ file, variables })
    else if (!isUnrelated(file)) found.push(file)
    if (variables.length === 0) for (const variable of variablesOf(text)) read.add(variable)
  }
  // What the app reads is judged where the app uses it, if that was seen.
  const isKnown = ({ name }: VariableFound) => read.has(name) && found.length > 0
  const told = withVariables.map(({ file, variables }) =>
    withDecision(
      file,
      variables.filter((one) => !isKnown(one)),
    ),
  )
  const seen = withoutOwnSettings([...found, ...told], texts).filter((file) => !isUnrelated(file))
  const { files, texts: sources } = await compared(seen, root, surroundings, projectOf, note)
  const toWrite = options.has('write') ? files.filter(isMoved) : []
  const { written, failure } = await writeFiles(toWrite)
  if (failure !== null) throw new UsageError(failureText(failure, toWrite.slice(0, written), toWrite.length))
  const commands = packageCommands(projectOf(files.find(isMoved)?.path ?? root), removablePackages(files, sources))
  terminal.out(
    options.has('json') ? json(files, options.has('write')) : shown(reportText(files, options.has('write'), commands)),
  )
  return files.some(({ decisions, sightings }) => decisions.length + sightings.length > 0) ? TO_DECIDE : DONE
}

/** One file by itself. */
function looked({ path, name, text, isUtf8, isSource }: SourceFile, projectOf: ProjectOf): MovedFile {
  const project = projectOf(path)
  const moved = isSource ? migrateSource(path, text, project) : onlySeen(name, text)
  return { ...(isUtf8 ? moved : leftAsItIs(moved, text)), name, path, before: text, project: project.folder }
}

/** The files with what the others of their programs say about them, and the sources that may use the same packages. */
async function compared(
  found: readonly MovedFile[],
  root: string,
  surroundings: Surroundings,
  projectOf: ProjectOf,
  note: (text: string) => void,
): Promise<{ files: readonly MovedFile[]; texts: readonly PackageFile[] }> {
  if (!found.some(isMoved)) return { files: found, texts: [] }
  const named: SourceFile[] = []
  for await (const source of sourceFiles(root, () => {})) if (source.isSource) named.push(source)
  const around = await filesAround(root, named, surroundings, note)
  const others = around.map((source) => looked(source, projectOf)).filter((file) => !isUnrelated(file))
  const texts = [...named, ...around].map(({ path, name, text }) => ({
    name,
    text,
    ...packageOf(projectOf(path), path, surroundings.base),
  }))
  const outside = importedFromOutside(texts, surroundings)
  if (outside.length > 0)
    note(
      `${outside.slice(0, 5).map(quoted).join(', ')}${outside.length > 5 ? ` and ${outside.length - 5} more` : ''} are imported and were not looked at: name the folder that they are in too`,
    )
  const all = acrossFiles([...found, ...others], texts)
  return { files: all.slice(0, found.length), texts }
}

const packageOf = ({ folder, packageName, imported }: ProjectFacts, path: string, root: string) => ({
  project: folder,
  packageName,
  leadsTo: (specifier: string) => {
    const file = imported(path, specifier)
    return file === null ? null : relative(root, file.path).split(sep).join('/')
  },
})

function withDecision(file: MovedFile, variables: readonly VariableFound[]): MovedFile {
  const decision = variablesDecision(variables)
  return decision === null ? file : { ...file, sightings: [...file.sightings, decision] }
}

const isUnrelated = ({ packages, decisions, sightings, layers, handWritten }: MovedSource) =>
  [packages, decisions, sightings, layers, handWritten].every(({ length }) => length === 0)

/** The letters of a file in another encoding are not known, so it could not be written back. */
function leftAsItIs(moved: MovedSource, before: string): MovedSource {
  if (moved.text === before) return moved
  const decision = {
    code: 'not-utf8',
    line: moved.changes[0]?.line ?? 1,
    message: 'this file is not UTF-8, so it is not rewritten',
    instead: 'save the file as UTF-8, and call corskit migrate again',
  }
  return { ...moved, text: before, changes: [], decisions: [decision] }
}

function onlySeen(name: string, text: string) {
  const sightings = otherFileSightings(name, text)
  return {
    text,
    changes: [],
    decisions: [],
    sightings,
    settings: [],
    packages: [],
    layers: [],
    shared: [],
    makers: [],
    handWritten: [],
  }
}

function failureText({ path, reason }: Failure, written: readonly MovedFile[], all: number): string {
  const names = written.map(({ name }) => quoted(name)).join(', ')
  const before =
    written.length === 0 ? 'nothing was written' : `${written.length} of ${all} files were written before it: ${names}`
  return `${quoted(path)} cannot be written: ${printable(reason)}; ${before}`
}

/** Sources may contain anything, so their text is made safe for a terminal. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(printable).join('\t'))
    .join('\n')
}

function json(files: readonly MovedFile[], written: boolean): string {
  const shownFiles = files.map((file) => ({
    name: file.name,
    moved: isMoved(file),
    diff: isMoved(file) ? diffOf(file) : null,
    changes: file.changes.map((change) => ({ ...change, message: CHANGES[change.code] })),
    decisions: [...file.decisions, ...file.sightings].map(shownDecision),
  }))
  return jsonText({ files: shownFiles, written })
}
