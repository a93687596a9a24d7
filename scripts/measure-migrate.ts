/**
 * How much `corskit migrate` sees and moves in real repositories: `npm run measure-migrate -- FOLDER`, where each
 * folder in FOLDER is a checkout. Beside what the command says, it prints the lines that look like a place where an app
 * answers cross-origin requests and of which nothing was said: a person reads them, and counts the places among them.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../packages/cli/migrate/command.ts'
import { sourceFiles } from '../packages/cli/migrate/source-files.ts'

interface Told {
  readonly name: string
  readonly moved: boolean
  readonly changes: readonly { readonly line: number }[]
  readonly decisions: readonly { readonly code: string; readonly line: number }[]
}

/** A call, a header that is written, an option. Comments, imports and names in tests are not places. */
const LOOKS_LIKE_ONE =
  /\bcors\w*\s*(?:<[^>]*>)?\(|\.enableCors\b|['"]cors['"]\s*\)|@fastify\/cors|access-control-allow-origin|\bcors\w*\s*:\s*[{[(]/i
const IS_NO_PLACE = /^\s*(?:\/\/|\*|\/\*|#|import\b|export \* )|\bexpect\(|^\s*(?:const|var|let) \w+ = require\(/
const IS_TEST = /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|mocks?|fixtures)\/|\.(?:test|spec|e2e)\.[mc]?[jt]sx?$/

/** What is said stands near the place: a call may be several lines long. */
const NEAR = 25

async function toldOf(folder: string): Promise<Told[]> {
  let out = ''
  const terminal = { out: (text: string) => (out += text), err: () => {}, colour: false }
  await migrate([folder, '--json'], terminal as never)
  return (JSON.parse(out) as { files: Told[] }).files
}

async function unsaidIn(folder: string, told: readonly Told[]): Promise<string[]> {
  const unsaid: string[] = []
  for await (const { name, text } of sourceFiles(folder, () => {})) {
    if (IS_TEST.test(name) || name.endsWith('package.json')) continue
    const file = told.find((one) => one.name === name)
    const lines = [...(file?.changes ?? []), ...(file?.decisions ?? [])].map(({ line }) => line)
    for (const [index, line] of text.split('\n').entries()) {
      if (!LOOKS_LIKE_ONE.test(line) || IS_NO_PLACE.test(line)) continue
      if (!lines.some((one) => Math.abs(one - index - 1) <= NEAR)) unsaid.push(`${name}:${index + 1}: ${line.trim()}`)
    }
  }
  return unsaid
}

const [root] = process.argv.slice(2)
if (root === undefined) throw new Error('call it with a folder of checkouts')
const sum = { repositories: 0, told: 0, moved: 0, unsaid: 0 }
for (const entry of readdirSync(root, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue
  const folder = join(root, entry.name)
  const told = (await toldOf(folder)).filter(({ name }) => !IS_TEST.test(name))
  const decided = told.flatMap(({ name, decisions }) => decisions.map((one) => `${name}:${one.line} ${one.code}`))
  const moved = told.filter((file) => file.moved).map(({ name }) => name)
  const unsaid = await unsaidIn(folder, told)
  console.log(`${entry.name}\n  moved: ${moved.join(', ') || 'none'}\n  told: ${decided.join(', ') || 'none'}`)
  for (const line of unsaid) console.log(`  to read: ${line.slice(0, 160)}`)
  sum.repositories++
  sum.told += decided.length
  sum.moved += moved.length
  sum.unsaid += unsaid.length
}
console.log(
  `\n${sum.repositories} repositories: ${sum.moved} files moved, ${sum.told} places told, ${sum.unsaid} lines to read`,
)
