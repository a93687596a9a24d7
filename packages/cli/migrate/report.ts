/** What `corskit migrate` prints. */
import { createTwoFilesPatch } from 'diff'
import { redactUrls } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'
import { CHANGES, type Change, type ChangeCode, type Decision } from './finding.ts'
import type { MovedSource } from './migrate-source.ts'

export interface MovedFile extends MovedSource {
  readonly name: string
  readonly path: string
  readonly before: string
  /** The folder with the package.json. */
  readonly project: string | null
}

export const isMoved = ({ before, text }: MovedFile) => before !== text

export function diffOf({ name, before, text }: MovedFile): string {
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, text, '', '', { context: 2 })
  // Removes the line of equals signs, which other tools do not write, and the tabs before missing dates.
  const plain = patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*)\t$/gm, '$1 $2')
  // A line beside the change may have a key or a password in it.
  return plain
    .split('\n')
    .map((line) => redactUrls(line.replace(NAMED_SECRET, `$1$2${REDACTED}$2`)))
    .join('\n')
}

/** `password: '…'`, `const API_KEY = '…'`, `authorization: 'Bearer …'`. */
const NAMED_SECRET =
  /(\b\w{0,40}(?:pass(?:word|wd|phrase)?|secret|token|api[-_]?key|private[-_]?key|authorization)\w{0,40}['"\]]{0,2}\s{0,20}[:=]\s{0,20})(['"`])(?:(?!\2).){1,2000}\2/gi

/** @param commands the commands that install corskit and remove the old packages */
export function reportText(files: readonly MovedFile[], written: boolean, commands: readonly string[]): string {
  const moved = files.filter(isMoved)
  const noted = files.filter(({ changes }) => changes.length > 0)
  const stopped = files.filter(({ decisions }) => decisions.length > 0)
  const seen = files.filter(({ sightings }) => sightings.length > 0)
  if (noted.length + stopped.length + seen.length === 0)
    return 'Nothing to move: this command sees nothing here that answers cross-origin requests.\n'
  const parts = moved.map(diffOf)
  if (noted.length > 0) parts.push(changesText(noted))
  if (stopped.length > 0)
    parts.push(
      findingsText('What you must decide (nothing is changed in these files):', stopped, (file) => file.decisions),
    )
  if (seen.length > 0)
    parts.push(
      findingsText('What else answers cross-origin requests (it is left as it is):', seen, (file) => file.sightings),
    )
  parts.push(summary(moved, stopped, seen, written, commands))
  return parts.join('\n')
}

/** Each change once, with the places where it happens. */
function changesText(files: readonly MovedFile[]): string {
  const places = new Map<ChangeCode, string[]>()
  for (const { name, changes } of files) {
    for (const change of changes) {
      const known = places.get(change.code) ?? []
      const place = placeText(name, change)
      if (!known.includes(place)) places.set(change.code, [...known, place])
    }
  }
  const lines = [...places].map(([code, where]) => `  ${CHANGES[code]}  [${code}]\n    ${where.join(', ')}\n`)
  return `What changes in meaning:\n\n${lines.join('\n')}`
}

const placeText = (name: string, { line, detail }: Change) =>
  `${name}:${line}${detail === undefined ? '' : ` (${detail})`}`

function findingsText(
  title: string,
  files: readonly MovedFile[],
  of: (file: MovedFile) => readonly Decision[],
): string {
  const lines = files.flatMap((file) => of(file).map((decision) => decisionText(file.name, decision)))
  return `${title}\n\n${lines.join('\n')}`
}

/** As it is printed, in text and in JSON: a value of the source may be a secret. */
export const shownDecision = ({ code, line, message, instead }: Decision): Decision => ({
  code,
  line,
  message: redactUrls(message),
  instead: redactUrls(instead),
})

function decisionText(name: string, decision: Decision): string {
  const { code, line, message, instead } = shownDecision(decision)
  return `  ${name}:${line}: ${message}  [${code}]\n    instead: ${instead}\n`
}

const count = (files: readonly MovedFile[]) => `${files.length} file${files.length === 1 ? '' : 's'}`

function summary(
  moved: readonly MovedFile[],
  stopped: readonly MovedFile[],
  seen: readonly MovedFile[],
  written: boolean,
  commands: readonly string[],
): string {
  const other = seen.length === 0 ? '' : `, ${count(seen)} with something else to look at`
  const lines = [`${count(moved)} ${written ? 'rewritten' : 'to rewrite'}, ${count(stopped)} to decide about${other}.`]
  if (moved.length > 0 && !written) lines.push('Nothing was written: --write does it.')
  if (moved.length > 0)
    for (const [index, command] of commands.entries()) lines.push(`${index === 0 ? 'Then: ' : '      '}${command}`)
  return `${lines.join('\n')}\n`
}
