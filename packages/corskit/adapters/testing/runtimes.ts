/** Serves a module whose default has a `fetch` in another JavaScript runtime, where that is installed. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from '../../../../testing/free-port.ts'
import { bundle } from './bundle.ts'
import { startChild } from './child-server.ts'
import type { RunningServer } from './harness.ts'

export type Runtime = 'bun' | 'deno' | 'workerd'

/** Looked for in `CORSKIT_RUNTIMES`, which is a directory, and in `PATH`. */
export function findRuntime(runtime: Runtime): string | null {
  const directories = [process.env['CORSKIT_RUNTIMES'] ?? '', ...(process.env['PATH'] ?? '').split(delimiter)]
  return (
    directories
      .filter((directory) => directory !== '')
      .map((directory) => join(directory, runtime))
      .find(existsSync) ?? null
  )
}

/** The app as one module. Fails when it imports anything of Node's. */
export function bundleApp(): Promise<string> {
  return bundle('runtime-app.ts')
}

export async function startRuntime(
  runtime: Runtime,
  executable: string,
  app = 'runtime-app.ts',
  variables: NodeJS.ProcessEnv = {},
): Promise<RunningServer> {
  const cwd = await mkdtemp(join(tmpdir(), 'corskit-runtime-'))
  const port = await freePort()
  await writeFile(join(cwd, 'app.js'), await bundle(app))
  await writeFile(join(cwd, 'workerd.capnp'), workerdConfig(port))
  const env = { ...process.env, PORT: String(port), ...variables }
  const { url, close } = await startChild({ executable, args: ARGUMENTS[runtime](port), cwd, port, env })
  return {
    url,
    async close() {
      await close()
      await rm(cwd, { recursive: true })
    },
  }
}

const ARGUMENTS: Readonly<Record<Runtime, (port: number) => string[]>> = {
  bun: () => ['run', 'app.js'],
  deno: (port) => [
    'serve',
    '--quiet',
    '--no-check',
    '--allow-env',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    'app.js',
  ],
  workerd: () => ['serve', 'workerd.capnp'],
}

/** The date is old, because Workers keep the date that they were made with: what came later is not there. */
function workerdConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .app)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const app :Workerd.Worker = (
  modules = [(name = "app.js", esModule = embed "app.js")],
  compatibilityDate = "2024-01-01"
);
`
}
