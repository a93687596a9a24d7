// `node scripts/install-frameworks.mjs FOLDER`: installs what is too large for the workspace, each in its own folder:
// the frameworks of some examples, and an emulator. The tests use it when `CORSKIT_FRAMEWORKS` is FOLDER. See
// docs/decisions/frameworks-on-demand.md.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder?')

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

install('nextjs', read('examples/nextjs/package.json'))
install('nitro', read('examples/nitro/package.json'))
// The beta versions that Nitro's documentation describes; `latest` is older.
install('nitro-beta', { dependencies: { nitro: '3.0.260903-beta' } })
install('sveltekit', read('examples/sveltekit/package.json'))
// Tools that put functions of their own around the middlewares of Express.
const watchers = {
  '@opentelemetry/instrumentation': '^0.301.1',
  '@opentelemetry/instrumentation-express': '^0.72.0',
  'elastic-apm-node': '^4.18.0',
  newrelic: '^14.5.1',
}
install('watched-express-5', { dependencies: { ...watchers, express: '^5.3.0' } })
install('watched-express-4', {
  dependencies: {
    ...watchers,
    express: '^4.22.3',
    'express-async-errors': '^3.1.1',
    'express-promise-router': '^4.1.1',
  },
})
// The web sockets of NestJS.
install('nest-gateways', {
  dependencies: {
    '@nestjs/common': '^12.5.1',
    '@nestjs/core': '^12.5.1',
    '@nestjs/platform-express': '^12.5.1',
    '@nestjs/platform-fastify': '^12.5.0',
    '@nestjs/platform-socket.io': '^12.1.1',
    '@nestjs/platform-ws': '^12.1.1',
    '@nestjs/websockets': '^12.1.1',
    'reflect-metadata': '^0.2.2',
    rxjs: '^7.8.2',
    ws: '^8.23.0',
  },
})
// Microsoft's emulator of Azure Storage.
install('azurite', { dependencies: { azurite: '3.35.0' } })

function install(name, { dependencies, devDependencies }) {
  // The tests take corskit itself from the workspace; only its dependencies are installed.
  const { corskit: _, ...needed } = {
    ...dependencies,
    ...devDependencies,
    ...read('packages/corskit/package.json').dependencies,
  }
  const manifest = `${JSON.stringify({ name: `corskit-with-${name}`, private: true, type: 'module', dependencies: needed }, null, 2)}\n`
  const cwd = join(folder, name)
  const file = join(cwd, 'package.json')
  if (existsSync(join(cwd, 'node_modules')) && existsSync(file) && readFileSync(file, 'utf8') === manifest) return
  mkdirSync(cwd, { recursive: true })
  writeFileSync(file, manifest)
  const run = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
