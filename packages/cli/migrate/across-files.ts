/** Files of one project affect each other: two layers of one app are often in two files. */
import type { Decision } from './finding.ts'
import { handWrittenBeside } from './layers.ts'
import type { MovedFile } from './report.ts'
import { areStacked } from './shared-middlewares.ts'

const IS_TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|examples?|mocks?|fixtures)\/|\.(?:test|spec|e2e|mock|stories)\.[mc]?[jt]sx?$/

/** A source file of the project, moved or not. */
export interface ProjectText {
  readonly name: string
  readonly text: string
  readonly project: string | null
}

/** A file whose move would change who is allowed, because of another file, gets a decision and stays as it is. */
export function acrossFiles(files: readonly MovedFile[], texts: readonly ProjectText[]): MovedFile[] {
  return files.map((file) => {
    if (file.before === file.text || file.layers.length + file.shared.length === 0) return file
    const others = files.filter(
      (other) => other !== file && other.project === file.project && !IS_TEST.test(other.name),
    )
    const decisions = IS_TEST.test(file.name) ? [] : [...decisionsFor(file, others), ...stacked(file, others, texts)]
    return decisions.length === 0 ? file : { ...file, text: file.before, changes: [], decisions }
  })
}

function decisionsFor(file: MovedFile, others: readonly MovedFile[]): Decision[] {
  const [first] = file.layers
  if (first === undefined) return []
  for (const { name, handWritten } of others) {
    const [header] = handWritten
    if (header !== undefined) return [handWrittenBeside(first, `${name}:${header.line}`, header)]
  }
  for (const layer of file.layers) {
    for (const other of others) {
      const against = other.layers.find(
        ({ options, isGlobal }) =>
          options !== layer.options && (isGlobal || layer.isGlobal) && !(isGlobal && layer.isGlobal),
      )
      if (against !== undefined) return [otherLayer(layer.line, `${other.name}:${against.line}`)]
    }
  }
  return []
}

/** Two middlewares of this file that another file puts before one route. */
function stacked(file: MovedFile, others: readonly MovedFile[], texts: readonly ProjectText[]): Decision[] {
  const sources = texts.filter(
    ({ name, project }) => project === file.project && name !== file.name && !IS_TEST.test(name),
  )
  const all = [file, ...others].flatMap(({ shared }) => shared)
  for (const one of file.shared) {
    for (const other of all) {
      if (one.name === other.name || one.options === other.options) continue
      const place = sources.find(({ text }) => areStacked(text, one.name, other.name))
      if (place !== undefined) return [stackedWith(one, other.name, place.name)]
    }
  }
  return []
}

function stackedWith(
  { name, line }: { readonly name: string; readonly line: number },
  other: string,
  place: string,
): Decision {
  return {
    code: 'two-layers',
    line,
    message: `${place} uses ${name} and ${other}, which have other options, for the same requests: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
    instead: 'one of them for each route, with the options that are meant',
  }
}

function otherLayer(line: number, place: string): Decision {
  return {
    code: 'two-layers',
    line,
    message: `${place} is a middleware with other options for a part of the same app, if the two are one app: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant; or each moved by hand, when they are two apps',
  }
}
