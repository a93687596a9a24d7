/** Moves several files, as the command does with a folder. */

import { migrate } from '../command.ts'
import { acrossFiles } from '../layers/across-files.ts'
import { migrateSource } from '../migrate-source.ts'
import { project } from './project.ts'

/** The texts after the move, by name. All files are of one package. */
export function migrateFiles(files: Readonly<Record<string, string>>): Record<string, string> {
  const before = Object.entries(files)
  const moved = before.map(([name, text]) => ({
    ...migrateSource(name, text),
    ...{ name, path: `/project/${name}`, before: text, project: '/project' },
  }))
  const texts = before.map(([name, text]) => ({ name, text, project: '/project' }))
  return Object.fromEntries(acrossFiles(moved, texts).map(({ name, text }) => [name, text]))
}

/** What the command says about a folder with these files: the codes of the decisions, and the files that it moves. */
export async function migrationOf(files: Readonly<Record<string, string>>) {
  const told = await toldOf(files)
  return {
    decisions: told.flatMap(({ decisions }) => decisions.map(({ code }) => code)),
    moved: told.filter(({ moved }) => moved).map(({ name }) => name),
  }
}

/** The places in a folder with these files that need a decision, and everything that is printed. */
export async function placesIn(files: Readonly<Record<string, string>>, others: Record<string, string> = PACKAGE) {
  const told = await toldOf(files, others)
  return {
    places: told.flatMap(({ name, decisions }) => decisions.map(({ line }) => `${name}:${line}`)),
    text: JSON.stringify(told),
  }
}

interface Told {
  readonly name: string
  readonly moved: boolean
  readonly decisions: readonly { readonly code: string; readonly line: number }[]
}

const PACKAGE = { 'package.json': '{}' }

async function toldOf(files: Readonly<Record<string, string>>, others: Record<string, string> = PACKAGE) {
  const { folder } = project({ ...others, ...files })
  let out = ''
  const terminal = { out: (text: string) => (out += text), err: () => {}, colour: false }
  await migrate([folder, '--json'], terminal as never)
  return (JSON.parse(out) as { files: Told[] }).files
}
