/**
 * Builds and starts the apps of `examples/` with their real frameworks, where `scripts/install-frameworks.mjs` has put
 * those.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { freePort } from '../../../../testing/free-port.ts'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { bundle } from './bundle.ts'
import { startChild } from './child-server.ts'
import type { Harness, RunningServer } from './harness.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../../', import.meta.url))

export interface ExampleApp {
  /** The folder in `examples/`. */
  readonly example: string
  /** The folder in `CORSKIT_FRAMEWORKS`, when it is not called like the example. */
  readonly installed?: string
  /**
   * What is written over and beside the example's files: the routes of the suite, and its policy. `suite.js` is always
   * there.
   */
  readonly files: Readonly<Record<string, string>>
  /**
   * Each the arguments of Node, in the app's folder. `checks` come before `files` are written: they are for the example
   * as it is.
   */
  readonly checks?: readonly (readonly string[])[]
  readonly build: readonly string[]
  readonly start: (port: number) => readonly string[]
}

type Serve = (env?: Readonly<Record<string, string>>) => Pick<Harness, 'start' | 'startGuarded'>

/** `tests` are given the app as it serves, built once for all of them. */
export function describeExample(title: string, app: ExampleApp, tests: (serve: Serve) => void): void {
  const name = app.installed ?? app.example
  const { CORSKIT_FRAMEWORKS: frameworks } = process.env
  const framework = join(frameworks ?? '', name)
  if (frameworks === undefined || !existsSync(join(framework, 'node_modules'))) {
    test(title, ({ skip }) => notInstalled(`${name} is not installed; .ci/run installs it`, skip))
    return
  }
  describe(title, () => {
    let cwd: string
    beforeAll(async () => {
      cwd = await mkdtemp(join(framework, 'app-'))
      await buildExample(app, cwd)
    }, 300_000)
    afterAll(() => rm(cwd, { recursive: true }))
    tests((env) => oneServer(() => startExample(app, cwd, env)))
  })
}

/** The app beside the `node_modules` of its framework, with corskit as it would be published. */
async function buildExample({ example, checks = [], files, build }: ExampleApp, cwd: string): Promise<void> {
  // Not what somebody who tried the example has left there.
  const filter = (path: string) => !/\/(node_modules|build|\.\w[^/]*)$/.test(path)
  await cp(join(root, 'examples', example), cwd, { recursive: true, filter })
  const library = join(cwd, 'node_modules/corskit')
  await mkdir(library, { recursive: true })
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', cwd], {
    cwd: join(root, 'packages/corskit'),
  })
  await run('tar', ['-xzf', packed.stdout.trim(), '-C', library, '--strip-components=1'], { cwd })
  for (const check of checks) await run(process.execPath, check, { cwd })
  for (const [path, text] of Object.entries({ ...files, 'suite.js': await bundle('suite-routes.ts') })) {
    await mkdir(dirname(join(cwd, path)), { recursive: true })
    await writeFile(join(cwd, path), text)
  }
  await run(process.execPath, build, { cwd, env: productionEnv() })
}

async function startExample({ start }: ExampleApp, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const port = await freePort()
  const where = { HOST: '127.0.0.1', PORT: String(port) }
  return startChild({
    executable: process.execPath,
    args: start(port),
    cwd,
    port,
    env: { ...productionEnv(), ...where, ...env },
  })
}

/** Without what Vitest sets, which frameworks would take for their own tests. */
function productionEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_OPTIONS$|TEST$|DEV$|PROD$|SSR$|MODE$)/.test(name),
  )
  return { ...Object.fromEntries(own), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
}

/** The policy of an app is fixed when it is built, so one server does for all suites. */
function oneServer(serve: () => Promise<RunningServer>): Pick<Harness, 'start' | 'startGuarded'> {
  let running: Promise<RunningServer> | undefined
  afterAll(async () => (await running)?.close())
  const start = async () => {
    running ??= serve()
    return { url: (await running).url, close: async () => {} }
  }
  return { start, startGuarded: start }
}
