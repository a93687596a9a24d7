/**
 * Puts the examples of the documents into a folder of their own, as a project that has corskit and the frameworks
 * installed.
 */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { DocExample } from '../scripts/doc-examples.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** What an example may import beside packages, because every app has its own. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  'app.module.ts': `import { Controller, Module, Put } from '@nestjs/common'
class Users { update() { return {} } }
Put('users')(Users.prototype, 'update', Object.getOwnPropertyDescriptor(Users.prototype, 'update') as PropertyDescriptor)
Controller()(Users)
export class AppModule {}
Module({ controllers: [Users] })(AppModule)
`,
}

/** @returns the folder */
export function writeExamples(examples: readonly DocExample[]): string {
  const folder = mkdtempSync(`${tmpdir()}/corskit-docs-`)
  symlinkSync(`${root}node_modules`, `${folder}/node_modules`)
  const files = { ...NEIGHBOURS, 'package.json': '{ "type": "module" }', 'tsconfig.json': JSON.stringify(TSCONFIG) }
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text)
  // An example without imports would be a script, and share its variables with the others.
  for (const { name, code } of examples) writeFileSync(`${folder}/${name}.ts`, `${code}\nexport {}\n`)
  return folder
}

const TSCONFIG = {
  extends: `${root}tsconfig.base.json`,
  compilerOptions: { noEmit: true, noUnusedLocals: false, noUnusedParameters: false },
  include: ['*.ts'],
}
