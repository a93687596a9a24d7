/** The old packages that a project no longer needs after the move. */
import { sep } from 'node:path'
import type { PackageFile } from '../layers/packages.ts'
import { isMoved, type MovedFile } from '../report.ts'

/** @param sources all sources as they are before the move */
export function removablePackages(files: readonly MovedFile[], sources: readonly PackageFile[]): string[] {
  const moved = files.filter(isMoved)
  const projects = [...new Set(moved.map(({ project }) => project))]
  const after = new Map(moved.map(({ name, text }) => [name, text]))
  const texts = sources
    .filter(({ project }) => projects.some((one) => isIn(project, one)))
    .map(({ name, text }) => after.get(name) ?? text)
  const done = new Set(moved.flatMap(({ packages }) => packages))
  return [...done].filter((name) => !texts.some((text) => names(text, name)))
}

/** Whether a package finds what another one installs: it is the same one, or in its folder. */
const isIn = (project: string | null, other: string | null) =>
  project === other || (other !== null && project?.startsWith(other + sep) === true)

/**
 * Whether a source loads a package, also only for a type, in a mock (`vi.mock('cors')`) or by its name
 * (`middlewares: ['cors']`).
 */
function names(text: string, name: string): boolean {
  if (!text.includes(name)) return false
  const quoted = `['"\`]${name.replace(/[/.]/g, '\\$&')}['"\`]`
  return new RegExp(
    `^(?!\\s*(?://|\\*)).*(?:\\bfrom\\s*|\\bimport\\s*|\\(\\s*|\\bmiddlewares\\b.*)${quoted}`,
    'm',
  ).test(text)
}
