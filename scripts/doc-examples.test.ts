import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { send } from '../packages/corskit/adapters/testing/http-client.ts'
import { writeExamples } from '../testing/written-examples.ts'
import { docExamples } from './doc-examples.ts'

const examples = docExamples()
const folder = writeExamples(examples)
afterAll(() => rmSync(folder, { recursive: true }))

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const env = { ...process.env, NODE_OPTIONS: '' }

test('every example has the right types', { timeout: 120_000 }, () => {
  const { stdout, status } = spawnSync(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', folder], {
    env,
  })
  expect({ status, output: stdout.toString() }).toEqual({ status: 0, output: '' })
})

const named = (use: string) => examples.filter((example) => example.use === use).map(({ name }) => name)

test.each(named('runs'))('%s runs to its end', (name) => {
  const args = ['--conditions=corskit-source', `${folder}/${name}.ts`]
  const { status, stderr } = spawnSync(process.execPath, args, { env })
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' })
})

async function serve(name: string) {
  const args = ['--conditions=corskit-source', here('../testing/serve-example.ts'), `${folder}/${name}.ts`]
  const child = spawn(process.execPath, args, { env })
  let output = ''
  const port = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text
      const found = /PORT (\d+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', () => reject(new Error(`${name} ended: ${output}`)))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

const APP = 'https://app.example.com'

describe.each(named('serves'))('%s', (name) => {
  test('allows its page, tells no other page anything, and refuses its writes', async () => {
    const server = await serve(name)
    try {
      const put = (method: string, ...headers: [string, string][]) =>
        send(server.url, { method, path: '/users', headers })
      const preflight = await put('OPTIONS', ['origin', APP], ['access-control-request-method', 'PUT'])
      expect(preflight.status).toBe(204)
      expect(preflight.header('access-control-allow-methods')).toMatch(/^PUT\b/)
      const allowed = await put('PUT', ['origin', APP], ['sec-fetch-site', 'cross-site'])
      expect([allowed.status, allowed.header('access-control-allow-origin')]).toEqual([200, APP])
      const refused = await put('PUT', ['origin', 'https://evil.example'], ['sec-fetch-site', 'cross-site'])
      expect([refused.status, refused.header('access-control-allow-origin')]).toEqual([403, null])
    } finally {
      server.stop()
    }
  })
})
