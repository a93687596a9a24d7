/** Every server and runtime that takes a module whose default has a `fetch`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { freePort } from '../../../../testing/free-port.ts'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { bundle } from './bundle.ts'
import { startChild } from './child-server.ts'
import type { RunningServer } from './harness.ts'
import { findRuntime, type Runtime, startRuntime } from './runtimes.ts'

const ON_NODE: Readonly<Record<string, readonly [module: string, listener: string]>> = {
  '@hono/node-server': ['@hono/node-server', 'getRequestListener'],
  '@hono/node-server 1': ['hono-node-server-1', 'getRequestListener'],
  srvx: ['srvx/node', 'toNodeHandler'],
}
const RUNTIMES: readonly Runtime[] = ['workerd', 'bun', 'deno']

export type WebServer = keyof typeof ON_NODE | Runtime

/** The tests once for each server, which serves the app. Servers on Node may replace the global `Response`. */
export function describeWebServers(app: string, tests: (url: () => string, name: WebServer) => void): void {
  for (const name of [...Object.keys(ON_NODE), ...RUNTIMES]) {
    const start = starterOf(name, app)
    if (start === null) {
      test(name, ({ skip }) => notInstalled(`${name} is not installed; .ci/run installs it`, skip))
      continue
    }
    describe(name, () => {
      let server: RunningServer
      beforeAll(async () => {
        server = await start()
      })
      afterAll(() => server?.close())
      tests(() => server.url, name)
    })
  }
}

function starterOf(name: string, app: string): (() => Promise<RunningServer>) | null {
  const [module, listener] = ON_NODE[name] ?? []
  if (module !== undefined && listener !== undefined) return () => startOnNode(module, listener, app)
  const executable = findRuntime(name as Runtime)
  return executable === null ? null : () => startRuntime(name as Runtime, executable, app)
}

/** @param options what is given to the listener, as source text */
export async function startOnNode(
  module: string,
  listener: string,
  app: string,
  options = '{}',
): Promise<RunningServer> {
  const cwd = await mkdtemp(join(tmpdir(), 'corskit-node-'))
  const port = await freePort()
  await writeFile(join(cwd, 'app.mjs'), await bundle(app))
  const server = `import { createServer } from 'node:http'
    import { ${listener} } from ${JSON.stringify(import.meta.resolve(module))}
    import app from './app.mjs'
    createServer(${listener}(app.fetch, ${options})).listen(${port}, '127.0.0.1')`
  await writeFile(join(cwd, 'server.mjs'), server)
  const { url, close } = await startChild({
    executable: process.execPath,
    args: ['server.mjs'],
    cwd,
    port,
    env: process.env,
  })
  return {
    url,
    async close() {
      await close()
      await rm(cwd, { recursive: true })
    },
  }
}
