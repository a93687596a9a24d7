/** What files of one project do to each other: two layers in one app are often in two files. */
import type { Decision } from './finding.ts'
import { handWrittenBeside } from './layers.ts'
import type { MovedFile } from './report.ts'

const IS_TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|examples?|mocks?|fixtures)\/|\.(?:test|spec|e2e|mock|stories)\.[mc]?[jt]sx?$/

/** Files whose move would change who is allowed, because of another file, get a decision and stay. */
export function acrossFiles(files: readonly MovedFile[]): MovedFile[] {
  return files.map((file) => {
    if (file.before === file.text || file.layers.length === 0) return file
    const others = files.filter(
      (other) => other !== file && other.project === file.project && !IS_TEST.test(other.name),
    )
    const decisions = IS_TEST.test(file.name) ? [] : decisionsFor(file, others)
    return decisions.length === 0 ? file : { ...file, text: file.before, changes: [], decisions }
  })
}

function decisionsFor(file: MovedFile, others: readonly MovedFile[]): Decision[] {
  const [first] = file.layers
  if (first === undefined) return []
  const written = others.find(({ handWritten }) => handWritten.length > 0)
  if (written !== undefined) return [handWrittenBeside(first, `${written.name}:${written.handWritten[0]}`)]
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

function otherLayer(line: number, place: string): Decision {
  return {
    code: 'two-layers',
    line,
    message: `${place} is a middleware with other options for a part of the same app, if the two are one app: the outer one answers preflights, the inner one sets the headers of the answer; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant; or each moved by hand, when they are two apps',
  }
}
