/** Which options stand beside a policy, for each adapter: those that it does not have are refused, and not ignored. */
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { PolicyError } from '../policy/checks/issue.ts'
import { definePolicy } from '../policy/define.ts'
import { policyFromEnv } from '../policy/environment/from-env.ts'
import { replaceablePolicy } from '../policy/replaceable.ts'
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
  [
    'guardUpgrades of node',
    ((source, options) =>
      node.guardUpgrades({ emit: () => false, listening: false }, source as never, options as never)) as Call,
    GUARD,
  ],
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

class Settings {
  get origin() {
    return 'https://app.example.com'
  }
}

/** What is not options, and how a message names it. Functions stand elsewhere: to an adapter, one gives the policy. */
const NOT_OPTIONS: readonly (readonly [unknown, string])[] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [false, 'false'],
  [5, '5'],
  [5n, '5n'],
  [Symbol('x'), 'Symbol(x)'],
  ['https://a.com', "'https://a.com'"],
  [['https://a.com'], 'an array'],
  [new Map([['origin', '*']]), 'a Map'],
  [new Set(['*']), 'a Set'],
  [new WeakMap(), 'a WeakMap'],
  [new Date(0), 'a Date'],
  [Promise.resolve(POLICY), 'a Promise'],
  [/^https:\/\/a\.com$/, '/^https:\\/\\/a\\.com$/'],
  [new Error('x'), 'an Error'],
  [new URL('https://a.com'), 'a URL'],
  [new Headers(), 'a Headers'],
  [new URLSearchParams('origin=*'), 'a URLSearchParams'],
  [new FormData(), 'a FormData'],
  [new Uint8Array(3), 'a Uint8Array'],
  [new ArrayBuffer(3), 'an ArrayBuffer'],
  [Object(true), 'a Boolean'],
  [Object('x'), 'a String'],
  [[].entries(), 'an Array Iterator'],
  [new Settings(), 'an instance of Settings that has no option as a property of its own'],
]
const FUNCTIONS: readonly (readonly [unknown, string])[] = [
  [() => POLICY, 'a function'],
  [Settings, 'a class'],
  [function* () {}, 'a generator'],
]
const said = (name: string) => `the options of a policy are an object, not ${name}`

/** The message of the only mistake. */
async function told(call: () => unknown): Promise<string> {
  try {
    await call()
    return 'accepted'
  } catch (error) {
    if (!(error instanceof PolicyError) || error.issues.length !== 1) throw error
    return error.issues[0]?.message as string
  }
}

const WHOLE: readonly (readonly [string, Call])[] = [
  ...ROWS.map(([name, call]) => [name, call] as const),
  ['cors of fastify, as its options', wholly(fastify.cors as Call)],
  ['guard of fastify, as its options', wholly(fastify.guard as Call)],
]

/** `register` makes other values an object by itself, or calls them. */
function wholly(plugin: Call): Call {
  return (options) => plugin(Fastify(), options)
}

test.each(WHOLE)('%s names what it was given in place of options', async (_, call) => {
  for (const [value, name] of NOT_OPTIONS) expect(await told(() => call(value, {}))).toBe(said(name))
})

const DEFINE: readonly (readonly [string, (options: never) => unknown])[] = [
  ['definePolicy', definePolicy],
  ['replaceablePolicy', replaceablePolicy],
  ['replace', (options) => replaceablePolicy(POLICY).replace(options)],
]

test.each(DEFINE)('%s names what it was given in place of options', async (_, define) => {
  for (const [value, name] of [...NOT_OPTIONS, ...FUNCTIONS]) {
    expect(await told(() => define(value as never))).toBe(said(name))
  }
})

test('policyFromEnv names what it was given in place of variables', async () => {
  for (const [value, name] of [...NOT_OPTIONS, ...FUNCTIONS]) {
    // Without an argument, the variables are those of the process.
    if (value === undefined) continue
    const [given] = name.split(' that has')
    expect(await told(() => policyFromEnv(value as never))).toBe(
      `policyFromEnv takes an object of variables, like process.env, not ${given}`,
    )
  }
})

test('an instance of a class that has options as properties of its own is taken', async () => {
  class Filled {
    origin = 'https://app.example.com'
  }
  for (const [, call] of WHOLE) expect(await told(() => call(new Filled(), {}))).toBe('accepted')
})
