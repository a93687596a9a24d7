import { describe, expect, test } from 'vitest'
import { run } from '../../run.ts'
import { RecordingTerminal } from '../../testing/recording-terminal.ts'
import { project } from '../testing/project.ts'

const PACKAGE = JSON.stringify({ dependencies: { cors: '^2', express: '^4' } })
const ORIGIN = 'https://app.example.com'

async function codesOf(files: Record<string, string>, packageJson = PACKAGE): Promise<string[]> {
  const terminal = new RecordingTerminal()
  const { folder } = project({ 'package.json': packageJson, ...files })
  await run(['migrate', folder, '--json'], terminal)
  const told = JSON.parse(terminal.stdout) as { files: { name: string; decisions: { code: string }[] }[] }
  return told.files.flatMap(({ name, decisions }) => decisions.map(({ code }) => `${name} ${code}`))
}

const app = (before: string, options: string) =>
  `const express = require('express')\nconst cors = require('cors')\n${before}\nconst app = express()\napp.use(cors(${options}))\n`

describe('a file with settings that the app gives to its middleware answers nothing by itself', () => {
  const DATA = `{ "port": 1, "cors": { "origin": "${ORIGIN}" } }`
  test.each([
    ['config.json', DATA, "const config = require('./config.json')", '{ origin: config.cors.origin }'],
    ['config.json', DATA, "const config = require('./config')", 'config.cors'],
    ['config.json', DATA, "const { cors: options } = require('./config')", '{ origin: options.origin }'],
    ['config.json', DATA, "const { cors: { origin } } = require('./config.json')", '{ origin }'],
    ['config.json', DATA, "const config = JSON.parse(fs.readFileSync('config.json', 'utf8'))", 'config.cors'],
    ['config/default.json', DATA, "const config = require('config')", "{ origin: config.get('cors.origin') }"],
    ['config/production.json', DATA, "const config = require('config')", "config.get('cors')"],
    [
      'settings.json',
      `{ "allowedOrigins": ["${ORIGIN}"] }`,
      "const s = require('./settings')",
      '{ origin: s.allowedOrigins }',
    ],
    ['settings.yaml', `cors:\n  origin: ${ORIGIN}`, "const s = load('settings.yaml')", '{ origin: s.cors.origin }'],
    ['config/default.yaml', `cors:\n  origin: ${ORIGIN}`, "const config = require('config')", "config.get('cors')"],
    ['settings.toml', `cors_origin = "${ORIGIN}"`, "const s = load('./settings.toml')", '{ origin: s.cors_origin }'],
  ])('%s: %s, read as %s, given as %s', async (name, data, before, options) => {
    const told = (await codesOf({ [name]: data, 'app.js': app(before, options) })).filter((one) => one.startsWith(name))
    expect(told).toEqual([])
  })

  test.each([
    ['not read', 'config.json', DATA, 'const config = load()', '{ origin: config.cors.origin }'],
    ['not given', 'config.json', DATA, "const config = require('./config.json')", `{ origin: '${ORIGIN}' }`],
    [
      'headers',
      'config.json',
      '{ "Access-Control-Allow-Origin": "*" }',
      "const c = require('./config.json')",
      'c.cors',
    ],
  ])('it is told where it is %s', async (_, name, data, before, options) => {
    const told = await codesOf({ [name]: data, 'app.js': app(before, options) })
    expect(told).toContain(`${name} config-headers`)
  })

  test.each([
    ['config.js', "module.exports = { port: 1, cors: { origin: 'https://app.example.com' } }", "require('./config')"],
    ['config.js', "export default { cors: { origin: 'https://app.example.com' } }", "require('./config').default"],
    ['config.js', "export default () => ({ cors: { origin: 'https://app.example.com' } })", "require('./config')()"],
  ])('%s: %s: options for the call in the other file', async (name, text, config) => {
    const user = { 'app.js': app(`const config = ${config}`, 'config.cors') }
    expect(await codesOf({ [name]: text, ...user })).toContain(`${name} options-for-elsewhere`)
    expect(await codesOf({ [name]: text })).toEqual([`${name} cors-option`])
  })

  test('the configuration of a tool is told as what it is', async () => {
    const vite = "export default defineConfig({ server: { cors: { origin: 'https://app.example.com' } } })"
    const told = await codesOf({ 'vite.config.js': vite, 'app.js': app("const c = require('./config')", 'c.cors') })
    expect(told).toContain('vite.config.js cors-option')
  })
})

describe('variables in JSON', () => {
  test.each([
    ['nodemon.json', '{ "env": { "PORT": "1", "CORS_ORIGIN": "http://localhost:3000" } }'],
    ['app.json', '{ "name": "a", "env": { "CORS_ORIGIN": { "description": "…", "value": "http://localhost:3000" } } }'],
    ['local.settings.json', '{\n  "Values": {\n    "CORS_ORIGIN": "http://localhost:3000"\n  }\n}'],
  ])('%s: nothing where a source reads them, else that a server is told', async (name, data) => {
    expect(await codesOf({ [name]: data, 'app.js': app('', '{ origin: process.env.CORS_ORIGIN }') })).toEqual([])
    expect(await codesOf({ [name]: data })).toEqual([`${name} cors-variable`])
  })
})
