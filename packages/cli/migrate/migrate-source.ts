/** One source file moved to corskit, as text. */
import type { Change, Decision, Sighting } from './finding.ts'
import { answersOf, type HeaderByHand, handWrittenBeside } from './layers/by-hand.ts'
import { contradictions, unique } from './layers/contradictions.ts'
import { type SharedMaker, sharedMakers } from './layers/factories.ts'
import { type SharedMiddleware, sharedMiddlewares } from './layers/kept/shared-middlewares.ts'
import { type Layer, layersOf } from './layers/layer.ts'
import { madeSeveralTimes } from './layers/made-several-times.ts'
import { type MovedPackage, movePackage } from './move-package.ts'
import { OLD_PACKAGES } from './old-package.ts'
import { isTestIn } from './project/is-test.ts'
import { NO_PROJECT, type ProjectFacts } from './project/project-facts.ts'
import { MAY_ANSWER } from './sightings/answers-by-itself.ts'
import { MAY_NAME_CORS } from './sightings/cors-name.ts'
import { corsOptions, mayHaveOptions } from './sightings/cors-options.ts'
import { headersInData, MAY_LOAD } from './sightings/headers-in-data.ts'
import { type HandWritten, headersInSource } from './sightings/headers-in-source.ts'
import { namedCors } from './sightings/named-cors.ts'
import { MAY_BE_OTHER, otherPackages } from './sightings/other-packages.ts'
import { MAY_CLEAR } from './sightings/past/clears-headers.ts'
import { MAY_PASS, pastTheMiddleware } from './sightings/past/past-the-middleware.ts'
import { MAY_HAVE_OWN, serverOptions } from './sightings/server-options.ts'
import { settingsGiven } from './sightings/settings-given.ts'
import { applyEdits } from './syntax/edit.ts'
import { parseSource, type SyntaxTree } from './syntax/syntax-tree.ts'
import { withoutUnused } from './syntax/unused-names.ts'

export interface MovedSource {
  /** The new text; the old one when a decision is wanted, or when there is nothing to do. */
  readonly text: string
  readonly changes: readonly Change[]
  readonly decisions: readonly Decision[]
  /** What else answers cross-origin requests here. It is left as it is; with `how`, others are left for it. */
  readonly sightings: readonly Sighting[]
  /** The names of the app's own settings that its middlewares are given. */
  readonly settings: readonly string[]
  /** The packages that are moved away from, as they are installed. */
  readonly packages: readonly string[]
  readonly layers: readonly Layer[]
  /** What other files may put before their routes. */
  readonly shared: readonly SharedMiddleware[]
  /** Functions that make such middlewares of what other files give them. */
  readonly makers: readonly SharedMaker[]
  /** The places where this file writes headers of CORS by hand, or takes them away. */
  readonly handWritten: readonly HeaderByHand[]
}

const NOTHING = {
  changes: [],
  decisions: [],
  sightings: [],
  settings: [],
  packages: [],
  layers: [],
  shared: [],
  makers: [],
  handWritten: [],
}

/** Never throws: a file that cannot be parsed is left to its author. */
export function migrateSource(path: string, text: string, project: ProjectFacts = NO_PROJECT): MovedSource {
  const isUser = mayUse(text)
  const data = MAY_LOAD.test(text) ? headersInData(text, project.data()) : []
  if (!isUser && data.length === 0 && !mayShow(path, text)) return { text, ...NOTHING }
  let tree: SyntaxTree
  try {
    tree = parseSource(path, text, project.imported)
  } catch (error) {
    return { text, ...NOTHING, decisions: isUser ? [cannotBeParsed(error)] : [] }
  }
  try {
    return movedTree(tree, path, text, project, data)
  } catch (error) {
    return { text, ...NOTHING, decisions: [cannotBeParsed(error)] }
  }
}

function movedTree(
  tree: SyntaxTree,
  path: string,
  text: string,
  project: ProjectFacts,
  data: readonly HandWritten[],
): MovedSource {
  const moved = OLD_PACKAGES.map((old) => movePackage(tree, old, project)).filter((result) => result !== null)
  const byHand = [...headersInSource(tree, path, isTestIn(project.folder, path)), ...data]
  // One reason to leave a file is enough.
  const past = byHand.some(({ isLayer }) => isLayer) ? [] : pastTheMiddleware(tree)
  const hand = [...byHand, ...past].sort(byLine)
  const middlewares = moved.flatMap(({ calls }) => calls)
  const layers = layersOf(tree, middlewares)
  const against = contradictions(layers)
  // Options in the file of their own call are judged with it.
  const settings = settingsGiven(tree, middlewares)
  const options = corsOptions(tree, path).filter(
    ({ code, setting = '' }) =>
      moved.length === 0 ||
      (code !== 'options-for-elsewhere' && (code !== 'cors-option' || !settings.includes(setting))),
  )
  const sightings: Sighting[] = [
    ...hand.flatMap(({ decision }) => decision ?? []),
    ...options,
    ...serverOptions(tree),
    ...otherPackages(tree),
    ...namedCors(tree, project.isOwn),
  ].sort(byLine)
  const decisions = unique([
    ...moved.flatMap((result) => result.decisions),
    ...against.decisions,
    ...madeSeveralTimes(tree, middlewares),
    ...besideHeaders(moved, [...hand.filter(({ isLayer }) => isLayer), ...answersOf(sightings)], tree),
  ]).sort(byLine)
  const result = {
    sightings,
    settings,
    packages: moved.flatMap(({ installedAs }) => installedAs ?? []),
    layers,
    shared: sharedMiddlewares(tree, middlewares),
    makers: sharedMakers(tree, middlewares),
    handWritten: hand.filter(({ isLayer }) => isLayer),
  }
  if (decisions.length > 0) return { ...result, text, changes: [], decisions }
  const written = applyEdits(
    text,
    moved.flatMap(({ edits }) => edits),
  )
  // The net under all of the above: what is not a program any more was not understood.
  const after = written === text ? text : withoutUnused(tree, written, (one) => parseSource(path, one))
  const changes = [...moved.flatMap((one) => one.changes), ...against.changes].sort(byLine)
  return { ...result, text: after, changes, decisions }
}

const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line

/** What else sets headers, or takes them away, in the same file as a call that would be moved. */
function besideHeaders(
  moved: readonly MovedPackage[],
  [written]: readonly HeaderByHand[],
  tree: SyntaxTree,
): Decision[] {
  const [call] = moved.flatMap(({ calls }) => calls)
  if (call === undefined || written === undefined) return []
  return [handWrittenBeside({ line: tree.lineOf(call) }, `line ${written.line}`, written)]
}

/** The quick look, which spares nearly every file the parser. */
function mayUse(text: string): boolean {
  return /\b(?:from|require\s*\(|import\s*\(?)\s*['"`](?:(?:@fastify\/|@koa\/|hono\/|fastify-)?cors|kcors)['"`]|\.enableCors\b/.test(
    text,
  )
}

function mayShow(path: string, text: string): boolean {
  if (/cors[^\\/]*$/i.test(path) && text.includes('origin')) return true
  return (
    /access[-_]?control|control[-_]?(?:allow|expose)/i.test(text) ||
    mayHaveOptions(text) ||
    MAY_ANSWER.test(text) ||
    MAY_BE_OTHER.test(text) ||
    MAY_HAVE_OWN.test(text) ||
    MAY_PASS.test(text) ||
    MAY_CLEAR.test(text) ||
    MAY_NAME_CORS.test(text)
  )
}

function cannotBeParsed(error: unknown): Decision {
  const line = (error as { loc?: { line?: number } }).loc?.line ?? 1
  const message = String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? ''
  return {
    code: 'source-not-understood',
    line,
    message: `it cannot be parsed: ${message}`,
    instead: 'move this file by hand',
  }
}
