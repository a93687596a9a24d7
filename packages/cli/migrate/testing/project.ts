/** A small project in a folder of its own, which finds its packages where this repository has them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Project {
  readonly folder: string
  read(name: string): string
}

/** @param files their texts by name; gone when the test has finished */
export function project(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(`${tmpdir()}/corskit-migrate-`)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  symlinkSync(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), `${folder}/node_modules`)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true })
    writeFileSync(`${folder}/${name}`, text)
  }
  return { folder, read: (name) => readFileSync(`${folder}/${name}`, 'utf8') }
}
