/** What `corskit migrate` prints. */
import { createTwoFilesPatch } from 'diff'
import { CHANGES, type ChangeCode, type Decision } from './finding.ts'
import type { MovedSource } from './migrate-source.ts'

export interface MovedFile extends MovedSource {
  readonly name: string
  readonly before: string
}

export const isMoved = ({ before, text }: MovedFile) => before !== text

export function diffOf({ name, before, text }: MovedFile): string {
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, text, '', '', { context: 2 })
  // Without the line of equals signs that no other tool writes, and without the tabs before dates that are not there.
  return patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*)\t$/gm, '$1 $2')
}

export function reportText(files: readonly MovedFile[], written: boolean): string {
  const moved = files.filter(isMoved)
  const stopped = files.filter(({ decisions }) => decisions.length > 0)
  if (moved.length === 0 && stopped.length === 0) return 'Nothing to move: no file uses cors or @fastify/cors.\n'
  const parts = moved.map(diffOf)
  if (moved.length > 0) parts.push(changesText(moved))
  if (stopped.length > 0) parts.push(decisionsText(stopped))
  parts.push(summary(moved, stopped, written))
  return parts.join('\n')
}

/** Each change once, with the places where it happens. */
function changesText(files: readonly MovedFile[]): string {
  const places = new Map<ChangeCode, string[]>()
  for (const { name, changes } of files) {
    for (const { code, line } of changes) {
      const known = places.get(code) ?? []
      const place = `${name}:${line}`
      if (!known.includes(place)) places.set(code, [...known, place])
    }
  }
  const lines = [...places].map(([code, where]) => `  ${CHANGES[code]}  [${code}]\n    ${where.join(', ')}\n`)
  return `What changes in meaning:\n\n${lines.join('\n')}`
}

function decisionsText(files: readonly MovedFile[]): string {
  const lines = files.flatMap(({ name, decisions }) => decisions.map((decision) => decisionText(name, decision)))
  return `What you must decide (nothing is changed in these files):\n\n${lines.join('\n')}`
}

function decisionText(name: string, { code, line, message, instead }: Decision): string {
  return `  ${name}:${line}: ${message}  [${code}]\n    instead: ${instead}\n`
}

function summary(moved: readonly MovedFile[], stopped: readonly MovedFile[], written: boolean): string {
  const count = (files: readonly MovedFile[]) => `${files.length} file${files.length === 1 ? '' : 's'}`
  const lines = [`${count(moved)} ${written ? 'rewritten' : 'to rewrite'}, ${count(stopped)} to decide about.`]
  if (moved.length > 0 && !written) lines.push('Nothing was written: --write does it.')
  const done = new Set(moved.flatMap(({ packages }) => packages))
  const left = new Set(stopped.flatMap(({ packages }) => packages))
  if (done.size > 0) lines.push(`Then: npm install corskit`)
  const removable = [...done].filter((name) => !left.has(name))
  if (removable.length > 0) lines.push(`      npm uninstall ${removable.join(' ')}`)
  return `${lines.join('\n')}\n`
}
