/** Files of one project affect each other: two layers of one app are often in two files. */
import type { Decision } from '../finding.ts'
import { isTest } from '../project/is-test.ts'
import type { MovedFile } from '../report.ts'
import { namesFastify, onFastify } from '../uses/enable-cors.ts'
import { answersOf, handWrittenBeside } from './by-hand.ts'
import { givenIn, isHandedOnIn } from './calls-elsewhere.ts'
import { type Loading, loadingOf } from './imports.ts'
import { areStacked, isUsedAsWhole, type SharedMiddleware } from './kept/shared-middlewares.ts'
import type { Layer } from './layer.ts'
import { mayMeetAcross, pathsMeet } from './meeting.ts'
import { type Mounts, mountsOf } from './mounts.ts'
import { type PackageFile, type Packages, packagesOf, specifiersIn } from './packages.ts'

/**
 * A file whose move would change who is allowed, because of another file, gets a decision and stays as it is.
 * @param texts all source files of the project, moved or not
 */
export function acrossFiles(files: readonly MovedFile[], texts: readonly PackageFile[]): MovedFile[] {
  const sources = texts.filter(({ name }) => !isTest(name))
  const packages = packagesOf(sources)
  const known = knownByProject(sources, packages)
  return files.map((file) => {
    if (file.before === file.text || file.layers.length === 0 || isTest(file.name)) return file
    const others = files.filter(
      (other) => other !== file && packages.areRelated(other.project, file.project) && !isTest(other.name),
    )
    const decisions = [
      ...besideFastify(file, sources, packages, known(file.project).loading),
      ...decisionsFor(file, others, known(file.project)),
      ...stacked(file, sources, packages, known(file.project).loading),
      ...madeTwice(file, sources, packages, known(file.project).loading),
    ]
    return decisions.length === 0 ? file : { ...file, text: file.before, changes: [], decisions }
  })
}

interface Known {
  readonly loading: Loading
  readonly mounts: Mounts
}

/** The files of each package, and of those that are loaded with it, are only looked at when that is needed. */
function knownByProject(sources: readonly PackageFile[], packages: Packages): (project: string | null) => Known {
  const known = new Map<string | null, Known>()
  return (project) => {
    const before = known.get(project)
    if (before !== undefined) return before
    const group = packages.groupOf(project)
    const files = sources.filter((source) => group.has(source.project))
    const loading = loadingOf(files)
    const found = { loading, mounts: mountsOf(files, loading) }
    known.set(project, found)
    return found
  }
}

const IS_CONFIGURATION = /[.-]config\.[cm]?[jt]s$/

function decisionsFor(file: MovedFile, others: readonly MovedFile[], known: Known): Decision[] {
  const [first] = file.layers
  if (first === undefined) return []
  for (const { name, handWritten, sightings, project } of others) {
    const isTogether = known.loading.areTogether(name, file.name)
    // A proxy in a project is often a tool of development.
    const header =
      handWritten.find(
        ({ how }) => isTogether || (project === file.project && ['written', 'named', 'taken', 'read'].includes(how)),
      ) ??
      // A framework reads its configuration without an import.
      answersOf(sightings).find(() => isTogether || (project === file.project && IS_CONFIGURATION.test(name)))
    if (header !== undefined) return [handWrittenBeside(first, `${name}:${header.line}`, header)]
  }
  for (const layer of file.layers) {
    for (const other of others) {
      const against = other.layers.find(
        (one) =>
          !isSame(one, layer) &&
          mayMeetAcross(one, layer) &&
          !areApart({ name: file.name, layer }, { name: other.name, layer: one }, known),
      )
      if (against !== undefined) return [otherLayer(layer.line, `${other.name}:${against.line}`)]
    }
  }
  return []
}

/** Nest's `enableCors`, where another file of the program makes the app on Fastify. */
function besideFastify(file: MovedFile, all: readonly PackageFile[], packages: Packages, loading: Loading): Decision[] {
  const [first] = file.layers
  if (first === undefined || !/\.enableCors\b/.test(file.before)) return []
  const isOnFastify = all.some(
    ({ name, text, project }) =>
      namesFastify(text) && packages.areRelated(project, file.project) && loading.areTogether(name, file.name),
  )
  return isOnFastify ? [onFastify(first.line)] : []
}

interface Place {
  readonly name: string
  readonly layer: Layer
}

/** Whether no program loads both files, or no request comes to both places, as far as that is known. */
function areApart(one: Place, other: Place, { loading, mounts }: Known): boolean {
  if (areAtOtherPaths(one, other, mounts)) return true
  const isKnown = ({ name, layer }: Place) =>
    layer.isOwnApp || (layer.receiver === null && layer.owner !== null) || loading.isLoaded(name)
  return isKnown(one) && isKnown(other) && !loading.areTogether(one.name, other.name)
}

/** Whether one app has them at paths that no request has in common: two routers, or a router and a path. */
function areAtOtherPaths(one: Place, other: Place, mounts: Mounts): boolean {
  const [a, b] = [mountsOfPlace(one, mounts), mountsOfPlace(other, mounts)]
  if (a === null || b === null) return false
  return a.every((first) =>
    b.every(
      (second) =>
        first.file === second.file &&
        first.receiver === second.receiver &&
        !pathsMeet(first, second) &&
        mounts.isOnePlace(first.file, first.receiver),
    ),
  )
}

type MountOfPlace = Pick<Layer, 'path' | 'isRoute'> & { readonly file: string; readonly receiver: string }

function mountsOfPlace({ name, layer }: Place, mounts: Mounts): MountOfPlace[] | null {
  const { receiver, path, isRoute, partNames } = layer
  const found = partNames === null ? null : mounts.of(name, partNames)
  if (found !== null && found.length > 0) return found.map((mount) => ({ ...mount, isRoute: false }))
  return receiver === null ? null : [{ file: name, receiver, path, isRoute }]
}

const isSame = (one: Layer, other: Layer) => one.closedOptions !== null && one.closedOptions === other.closedOptions

/** Two middlewares of this file that another file puts before one route. */
function stacked(file: MovedFile, all: readonly PackageFile[], packages: Packages, loading: Loading): Decision[] {
  const sources = all.filter(({ name, project }) => packages.areRelated(project, file.project) && name !== file.name)
  for (const one of file.shared) {
    for (const other of file.shared) {
      if (one.options === other.options) continue
      const place = sources.find(({ name, text }) => mayStack(text, one, other, isFile(name, file, loading)))
      if (place !== undefined) return [stackedWith(one, other, place.name)]
    }
  }
  return []
}

function mayStack(
  source: string,
  one: SharedMiddleware,
  other: SharedMiddleware,
  isFile: (specifier: string) => boolean,
): boolean {
  if (one.holder !== null && one.holder === other.holder && isUsedAsWhole(source, one.holder, isFile)) return true
  if (one.name === null || other.name === null) return false
  if ([one.name, other.name].includes('default') && specifiersIn(source).some(isFile)) return true
  return areStacked(source, one.name, other.name)
}

/** Whether a name in an import of a source may be a file. */
const isFile = (source: string, file: MovedFile, loading: Loading) => (specifier: string) =>
  loading.means(source, specifier, file.name)

/** A function of this file that other files call, each with other options. */
function madeTwice(file: MovedFile, all: readonly PackageFile[], packages: Packages, loading: Loading): Decision[] {
  const sources = all.filter(({ name, project }) => packages.areRelated(project, file.project) && name !== file.name)
  for (const { name, line, given, isOfObject } of file.makers) {
    const calls = sources.flatMap((source) =>
      givenIn(source.text, name, isFile(source.name, file, loading)).map((text) => ({ text, file: source.name })),
    )
    const texts = [...given, ...calls.map(({ text }) => text)]
    const place =
      calls.find(({ text }, index) => text !== texts[0] || (isOfObject && index > 0))?.file ??
      sources.find((source) => isHandedOnIn(source.text, name, isFile(source.name, file, loading)))?.name
    if (place !== undefined)
      return [
        {
          code: 'two-layers',
          line,
          message: `${place} and another place may call this function with other arguments, and one request may come to both middlewares: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
          instead: 'one call, with the options that are meant; or each moved by hand, when no request comes to both',
        },
      ]
  }
  return []
}

function stackedWith(one: SharedMiddleware, other: SharedMiddleware, place: string): Decision {
  return {
    code: 'two-layers',
    line: one.line,
    message: `${place} uses ${called(one)} and ${called(other)}, which have other options, for the same requests: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
    instead: 'one of them for each route, with the options that are meant',
  }
}

const called = ({ name, holder, line }: SharedMiddleware) =>
  name === 'default'
    ? 'what this file exports as a whole'
    : (name ?? `that of line ${line} in ${holder === 'default' ? 'what this file exports' : holder}`)

function otherLayer(line: number, place: string): Decision {
  return {
    code: 'two-layers',
    line,
    message: `${place} is a middleware with other options, and one request may come to both: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant; or each moved by hand, when no request comes to both',
  }
}
