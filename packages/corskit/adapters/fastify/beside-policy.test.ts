import Fastify, { type FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { PolicyError } from '../../policy/checks/issue.ts'
import { cors, guard } from './fastify.ts'

const ORIGIN = 'https://app.example.com'

async function issuesOf(plugin: typeof cors | typeof guard, options: object) {
  const app: FastifyInstance = Fastify()
  try {
    await app.register(plugin, options as { origin: string })
    await app.ready()
    return []
  } catch (error) {
    return error instanceof PolicyError ? error.issues.map(({ path, fix }) => [path, fix]) : [String(error)]
  } finally {
    await app.close()
  }
}

test.each(['polic', 'Policy', 'policies', 'plicy'])('%s is told as a misspelt policy', async (name) => {
  for (const plugin of [cors, guard]) {
    expect(await issuesOf(plugin, { [name]: () => ({ origin: ORIGIN }) })).toEqual([[name, 'policy']])
  }
})

test('bypass beside the options of a policy is told where it belongs, and misspelt what its name is', async () => {
  const bypass = () => true
  const fix = 'put the options of the policy into policy: { policy: { origin: … }, bypass }'
  expect(await issuesOf(guard, { origin: ORIGIN, bypass })).toEqual([['bypass', fix]])
  expect(await issuesOf(guard, { origin: ORIGIN, byPass: bypass })).toEqual([['byPass', 'bypass']])
  expect(await issuesOf(cors, { origin: ORIGIN, bypass })).toEqual([['bypass', 'remove bypass']])
})

test('what is right, and Fastify’s own options of register, are accepted', async () => {
  expect(await issuesOf(guard, { origin: ORIGIN, prefix: '/a', logLevel: 'warn' })).toEqual([])
  expect(await issuesOf(guard, { policy: { origin: ORIGIN }, bypass: () => false })).toEqual([])
  expect(await issuesOf(cors, { origin: ORIGIN, timeout: 100, onFault: () => {} })).toEqual([])
})
