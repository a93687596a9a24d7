/** Serves `runtime-app.ts` in another JavaScript runtime, where that is installed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
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
export async function bundleApp(): Promise<string> {
  const bundles = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['corskit-source'] },
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('runtime-app.ts', import.meta.url)), formats: ['es'] },
    },
  })
  const [bundle] = Array.isArray(bundles) ? bundles : [bundles]
  if (bundle === undefined || !('output' in bundle)) throw new Error('the bundler gave nothing')
  return bundle.output[0].code
}

export async function startRuntime(runtime: Runtime, executable: string): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), 'corskit-runtime-'))
  const port = await freePort()
  await writeFile(join(directory, 'app.js'), await bundleApp())
  await writeFile(join(directory, 'workerd.capnp'), workerdConfig(port))
  const child = spawn(executable, ARGUMENTS[runtime](port), {
    cwd: directory,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(port, child)
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill()
      await rm(directory, { recursive: true })
    },
  }
}

const ARGUMENTS: Readonly<Record<Runtime, (port: number) => string[]>> = {
  bun: () => ['run', 'app.js'],
  deno: (port) => ['serve', '--quiet', '--no-check', '--host', '127.0.0.1', '--port', String(port), 'app.js'],
  workerd: () => ['serve', 'workerd.capnp'],
}

function workerdConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .app)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const app :Workerd.Worker = (
  modules = [(name = "app.js", esModule = embed "app.js")],
  compatibilityDate = "2026-01-01"
);
`
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when something listens, and rejects when the runtime ends before. */
async function answering(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    if (await canConnect(port)) return
    await setTimeout(50)
  }
  throw new Error(`the runtime ended with ${child.exitCode}`)
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
