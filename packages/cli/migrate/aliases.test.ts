import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { migrateSource } from './migrate-source.ts'
import { listChain, optionsChain } from './testing/alias-chains.ts'
import { runProgram } from './testing/run-program.ts'

const A = 'https://a.example.com'
const B = 'https://b.example.com'

const LISTS = {
  origin: [`origin: list, methods: 'PUT', allowedHeaders: ['x-a']`, `['${A}']`, `'${B}'`],
  methods: [`origin: '${A}', methods: list, allowedHeaders: ['x-a']`, `['PUT']`, "'DELETE'"],
  allowedHeaders: [`origin: '${A}', methods: 'PUT', allowedHeaders: list`, `['x-a']`, "'x-b'"],
} as const

/** Whether the alias is made before the call or behind it: both are true while the app runs. */
const place = fc.boolean()

const ofList = fc.constantFrom(...Object.values(LISTS)).chain(([options, list, entry]) =>
  fc.tuple(listChain('list', entry), place).map(([chain, isBefore]) => {
    const parts = isBefore ? [chain.replace(/;[^;\n]*$/, ''), chain] : ['', chain]
    return `const list = ${list}\n{ ${parts[0]?.replaceAll('corskitAlias', 'corskitEarly')} }\napp.use(cors({ ${options} }))\n{ ${parts[1]} }`
  }),
)

const ofOptions = fc
  .tuple(optionsChain('options', `'${B}'`), place)
  .map(
    ([chain, isBefore]) =>
      `const options = { origin: ['${A}'], methods: 'PUT', allowedHeaders: ['x-a'], credentials: true }\n${isBefore ? chain.split('\n').slice(0, -1).join('\n') : ''}\napp.use(cors(options))\n${isBefore ? (chain.split('\n').at(-1) ?? '') : chain}`,
  )

const program = fc.oneof(ofList, ofOptions).map(
  (text) => `const express = require('express')
const cors = require('cors')
const isOn = true, module = { exports: {} }, exports = {}
const app = express()
${text}
app.all('/x', (request, response) => response.json([]))
return app`,
)

const QUESTIONS = [A, B].flatMap((origin) =>
  [
    ['PUT', 'x-a'],
    ['DELETE', 'x-b'],
  ].map(([method, header]) => ({
    origin,
    'access-control-request-method': method ?? '',
    'access-control-request-headers': header ?? '',
  })),
)

/** What a preflight says about the origin, and which of the two methods and headers it allows. */
async function answers(text: string) {
  const running = await runProgram(text)
  try {
    return await Promise.all(
      QUESTIONS.map(async (headers) => {
        const got = new Map(
          (await running.answer('OPTIONS', headers)).headers.map(([name, value]) => [name.toLowerCase(), value]),
        )
        const isAllowed = got.get('access-control-allow-origin') === headers.origin
        const has = (name: string, wanted: string) =>
          isAllowed &&
          (got.get(`access-control-allow-${name}`) ?? '')
            .toLowerCase()
            .split(/\s*,\s*/)
            .includes(wanted.toLowerCase())
        return [
          isAllowed,
          has('methods', headers['access-control-request-method']),
          has('headers', headers['access-control-request-headers']),
          isAllowed && got.get('access-control-allow-credentials') === 'true',
        ]
      }),
    )
  } finally {
    await running.stop()
  }
}

test('a list or options with other names are left, or nothing changes them', { timeout: 600_000 }, async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(program, async (before) => {
      const { text, decisions } = migrateSource('a.cjs', before)
      if (decisions.length > 0) return
      moved++
      expect(await answers(text), before).toEqual(await answers(before))
    }),
    runs(1_500),
  )
  expect(moved).toBeGreaterThan(10)
})
