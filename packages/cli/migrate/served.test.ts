import { expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { project } from './testing/project.ts'
import { runApp } from './testing/run-app.ts'

const OURS = 'https://app.example.com'
const OTHER = 'https://evil.example'

const ROUTES = `
app.all('/users', (request, response) => response.set('ETag', '"1"').set('X-Total', '3').json([]))
app.listen(0, '127.0.0.1', function () { console.log(this.address().port) })
`
const REQUIRES = "const express = require('express')\nconst cors = require('cors')\nconst app = express()\n"
const IMPORTS = "import express from 'express'\nimport cors from 'cors'\nconst app = express()\n"

const FASTIFY = `import Fastify from 'fastify'
import cors from '@fastify/cors'
const app = Fastify()
await app.register(cors, { origin: ['${OURS}'], methods: ['PUT', 'DELETE'], credentials: true, exposedHeaders: 'X-Total' })
app.route({ method: ['GET', 'PUT', 'DELETE'], url: '/users', handler: (_, reply) => reply.header('X-Total', '3').send([]) })
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(app.server.address().port)
`

const APPS: Readonly<Record<string, readonly [name: string, text: string]>> = {
  'Express, defaults': ['app.cjs', `${REQUIRES}app.use(cors())${ROUTES}`],
  'Express, a list and credentials': [
    'app.cjs',
    `${REQUIRES}app.use(cors({ origin: ['${OURS}'], credentials: true, exposedHeaders: ['X-Total'], maxAge: '600' }))${ROUTES}`,
  ],
  'Express, one origin': [
    'app.mjs',
    `${IMPORTS}app.use(cors({ origin: '${OURS}', optionsSuccessStatus: 200 }))${ROUTES}`,
  ],
  'Express, a function with a callback': [
    'app.mjs',
    `${IMPORTS}const list = ['${OURS}']
app.use(cors({ origin: (origin, callback) => callback(null, list.includes(origin)), credentials: true }))${ROUTES}`,
  ],
  'Express, on one route': [
    'app.mjs',
    `${IMPORTS}const options = { origin: /^https:\\/\\/app\\.example\\.com$/, methods: 'PUT,DELETE' }
app.options('/users', cors(options))
app.use('/users', cors(options))${ROUTES}`,
  ],
  Fastify: ['app.mjs', FASTIFY],
  'Fastify, imported in place': [
    'app.mjs',
    FASTIFY.replace("import cors from '@fastify/cors'\n", '').replace(
      'register(cors',
      "register(import('@fastify/cors')",
    ),
  ],
}

const REQUESTS = [
  [],
  ['-X', 'PUT', '-H', 'X-A: 1'],
  ['-X', 'DELETE', '--credentials', 'include'],
  ['-X', 'PUT', '-H', 'Authorization: Bearer x', '-H', 'Content-Type: application/json'],
]

async function command(...args: string[]) {
  const terminal = new RecordingTerminal()
  return { exitCode: await run(args, terminal), ...terminal }
}

/** What a page of that origin gets of each request: the verdict, and the headers that script sees. */
async function seenBy(origin: string, url: string) {
  const seen: unknown[] = []
  for (const request of REQUESTS) {
    const args = [`${url}/users`, '--origin', origin, '--permission', 'granted', '--json', ...request]
    const { stdout } = await command('check', ...args)
    const { verdict, response } = JSON.parse(stdout)
    const headers: [string, string][] = response?.headers ?? []
    seen.push({ verdict, names: headers.map(([name]) => name).sort() })
  }
  return seen
}

async function behaviourOf(path: string) {
  const app = await runApp(path)
  try {
    return { ours: await seenBy(OURS, app.url), other: await seenBy(OTHER, app.url) }
  } finally {
    await app.stop()
  }
}

test.each(Object.entries(APPS))('%s: pages see after the move what they saw before', async (_, [name, text]) => {
  const { folder, read } = project({ [name]: text })
  const before = await behaviourOf(`${folder}/${name}`)
  expect(await command('migrate', folder, '--write')).toMatchObject({ exitCode: 0, stderr: '' })
  expect(read(name)).toMatch(/corskit\/(express|fastify)/)
  expect(await behaviourOf(`${folder}/${name}`)).toEqual(before)
  expect(before.ours).toContainEqual(expect.objectContaining({ verdict: 'allowed' }))
})
