/** `npm uninstall cors` is printed only where the app then starts without it. */
import { describe, expect, test } from 'vitest'
import { run } from '../../run.ts'
import { RecordingTerminal } from '../../testing/recording-terminal.ts'
import { project } from '../testing/project.ts'

async function uninstallsAfter(files: Readonly<Record<string, string>>): Promise<boolean> {
  const { folder } = project({ 'package.json': '{}', ...files })
  const terminal = new RecordingTerminal()
  await run(['migrate', folder], terminal)
  expect(terminal.stdout).toContain('npm install corskit')
  return /npm uninstall (?:\S+ )*cors$/m.test(terminal.stdout)
}

const APP =
  "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://app.example.com' }))\n"

describe('another file that still loads the package keeps it', () => {
  test.each([
    ['an import that is not used', "import cors from 'cors'\nstart()"],
    ['a call of require that is not used', "const cors = require('cors')\nstart()"],
    ['an import for its effect', "import 'cors'"],
    ['a type', "import type { CorsRequest } from 'cors'\nexport type A = CorsRequest"],
    ['a mock of a test', "vi.mock('cors', () => ({ default: () => 1 }))"],
    [
      'a name in a list of middlewares',
      "@Configuration({ middlewares: ['compression', 'cors'] })\nexport class Server {}",
    ],
    ['a path of the package', "console.log(require.resolve('cors'))"],
    ['a file that cannot be parsed', "import cors from 'cors'\nconst ="],
  ])('%s', async (_, text) => {
    expect(await uninstallsAfter({ 'a.mjs': APP, 'b.ts': text })).toBe(false)
  })
})

test('an unused import of another old package in a file that is rewritten keeps that one', async () => {
  const { folder } = project({ 'package.json': '{}', 'a.mjs': `import kcors from 'kcors'\n${APP}` })
  const terminal = new RecordingTerminal()
  await run(['migrate', folder], terminal)
  expect(terminal.stdout).toContain('npm uninstall cors\n')
})

test.each([
  ['a comment', "// import cors from 'cors'\nstart()"],
  ['another text', "const options = config['cors']\nlog('cors-like')"],
  ['a file that is rewritten too', APP],
  ['another package', "import cors from '@koa/other-cors'"],
])('%s does not', async (_, text) => {
  expect(await uninstallsAfter({ 'a.mjs': APP, 'lib/b.ts': text })).toBe(true)
})
