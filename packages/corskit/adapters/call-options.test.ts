/** Which options stand beside a policy, for each adapter: those that it does not have are refused, and not ignored. */
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { PolicyError } from '../policy/checks/issue.ts'
import * as elysia from './elysia/elysia.ts'
import * as express from './express/express.ts'
import * as fastify from './fastify/fastify.ts'
import * as h3 from './h3/h3.ts'
import * as hono from './hono/hono.ts'
import * as koa from './koa/koa.ts'
import * as lambda from './lambda/lambda.ts'
import * as nest from './nest/nest.ts'
import * as next from './next/next.ts'
import * as node from './node/node.ts'
import * as sveltekit from './sveltekit/sveltekit.ts'
import * as web from './web/web.ts'

const POLICY = { origin: 'https://app.example.com' }

/** What each option may be. */
const VALUES: Readonly<Record<string, unknown>> = {
  timeout: 1000,
  onFault: () => undefined,
  bypass: () => false,
  onError: () => undefined,
}

/** What is never the function that it should be: calling it throws, or does not run what is written in it. */
const NO_FUNCTIONS: readonly unknown[] = [
  5,
  '/webhook',
  null,
  true,
  {},
  class Bypass {},
  function* () {
    yield true
  },
  async function* () {
    yield true
  },
]

type Call = (source: unknown, options: unknown) => unknown
const CORS = ['timeout', 'onFault']
const GUARD = [...CORS, 'bypass']
const WRAPPER = [...CORS, 'onError']

const ADAPTERS = { elysia, express, h3, hono, koa, lambda, nest, next, node, sveltekit, web }
const WRAPPERS: ReadonlySet<string> = new Set(['lambda', 'next', 'web'])

const ROWS: [string, Call, readonly string[]][] = Object.entries(ADAPTERS).flatMap(([name, adapter]) => [
  [`cors of ${name}`, adapter.cors as Call, WRAPPERS.has(name) ? WRAPPER : CORS],
  [`guard of ${name}`, adapter.guard as Call, GUARD],
])
ROWS.push(
  ['corsProxy of next', next.corsProxy as Call, CORS],
  ['guardUpgrade of node', node.guardUpgrade as Call, GUARD],
  ['cors of fastify', registered(fastify.cors as Call), CORS],
  ['guard of fastify', registered(fastify.guard as Call), GUARD],
)

/** In Fastify, they stand in one object with the policy. */
function registered(plugin: Call): Call {
  return async (policy, options) => {
    await Fastify().register(plugin as never, { policy, ...(options as object) })
  }
}

/** The mistakes that are told at the start; none where the options are taken. */
async function mistakes(call: Call, source: unknown, options: unknown): Promise<readonly string[]> {
  try {
    await call(source, options)
    return []
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return error.issues.map(({ code, path }) => `${code} at ${path}`)
  }
}

test.each(ROWS)('%s takes its own options, and refuses those of others', async (_, call, own) => {
  for (const [name, value] of Object.entries(VALUES)) {
    const expected = own.includes(name) ? [] : [`option-unknown at ${name}`]
    expect(await mistakes(call, POLICY, { [name]: value }), name).toEqual(expected)
  }
})

test.each(ROWS)('%s refuses what is not the function that an option should be', async (_, call, own) => {
  for (const name of own.filter((option) => option !== 'timeout')) {
    for (const value of NO_FUNCTIONS) {
      const found = await mistakes(call, POLICY, { [name]: value })
      expect(found, `${name}: ${String(value)}`).toEqual([`option-wrong-type at ${name}`])
    }
  }
})

test.each(ROWS)('%s refuses a class or a generator where a function of the request should stand', async (_, call) => {
  for (const source of NO_FUNCTIONS.filter((value) => typeof value === 'function')) {
    expect(await mistakes(call, source, {}), String(source)).toEqual(['options-not-an-object at '])
  }
})
