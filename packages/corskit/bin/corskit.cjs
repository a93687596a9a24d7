#!/usr/bin/env node
// `npx corskit …`: hands over to the command, @corskit/cli, in the version of this package. It is used where it is installed beside it or in the
// current project; otherwise npm fetches it, as npx does. Written so that every Node can read it, and say that it is too old.
'use strict'
const path = require('path')

const version = require('../package.json').version
const args = process.argv.slice(2)

/** The command's program, or undefined where that version is not installed. */
function installed() {
  const folders = [__dirname, process.cwd()]
  for (let i = 0; i < folders.length; i++) {
    try {
      const file = require.resolve('@corskit/cli/package.json', { paths: [folders[i]] })
      const manifest = require(file)
      if (manifest.version === version) return path.join(path.dirname(file), manifest.bin.corskit)
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error
    }
  }
}

/** npm's own program: it stands beside Node, and runs without a shell, which would read the arguments once more. */
function npm() {
  const home = path.dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath || '',
    path.join(home, 'node_modules/npm/bin/npm-cli.js'),
    path.join(home, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  const found = candidates.filter((file) => path.basename(file) === 'npm-cli.js' && require('fs').existsSync(file))[0]
  return found === undefined ? ['npm'] : [process.execPath, found]
}

function fetched() {
  const packages = [`--package=@corskit/cli@${version}`]
  // The lab is a package of its own.
  if (args[0] === 'lab') packages.push(`--package=@corskit/lab@${version}`)
  const command = npm().concat(['exec', '--yes'], packages, ['--', 'corskit'], args)
  const env = Object.assign({}, process.env, { CORSKIT_HANDED_OVER: version })
  // What npx itself was called with is no wish for this call.
  delete env.npm_config_call
  delete env.npm_config_package
  const child = require('child_process').spawn(command[0], command.slice(1), { stdio: 'inherit', env: env })
  // Whoever ends this process by a key ends the child too, and its answer counts.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {
    child.kill('SIGTERM')
  })
  child.on('error', () => {
    fail(`npm cannot be started. Install the command: npm install @corskit/cli@${version}`)
  })
  child.on('close', (code) => {
    process.exitCode = code === null ? 1 : code
  })
}

function fail(sentence) {
  process.stderr.write(`corskit: ${sentence}\n`)
  process.exitCode = 2
}

const program = installed()
if (program !== undefined) require(program)
else if (process.env.CORSKIT_HANDED_OVER === version) {
  fail(
    `@corskit/cli was not found after npm had installed it. Install it yourself: npm install @corskit/cli@${version}`,
  )
} else fetched()
