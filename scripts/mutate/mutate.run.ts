// Run by `npm run mutate` (scripts/mutate.mjs) inside vitest, whose `expect` the tests need.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { test } from 'vitest'
import { isEquivalent } from './equivalent.ts'
import { type Mutant, mutantsOf, mutated } from './mutants.ts'
import { Sandbox } from './sandbox.ts'
import { SmallVitest } from './small-vitest.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const given = JSON.parse(process.env['CORSKIT_MUTATE'] ?? '{}') as {
  seed?: number
  count?: number
  only?: string
  out?: string
  list?: boolean
}
const { seed = 1, count = 300, only = '', out = '' } = given

const AREAS = ['protocol', 'policy', 'guard', 'browser']
const TESTS = [
  'packages/corskit/{protocol,policy,guard,browser}/**/*.test.ts',
  'packages/corskit/adapters/{node/node,web/web}.test.ts',
  'packages/diagnose/{fixes,sample-api}.test.ts',
  'conformance/{model,faults}/*.test.ts',
  'conformance/rows.test.ts',
  'scripts/issue-table.test.ts',
]
/** A test file is worth running for a mutant only if it is this quick, in milliseconds of the processor: others may use it too. */
const SLOWEST = 25_000

const now = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

let deadline = Number.POSITIVE_INFINITY
let ticks = 0
const tick = () => {
  ticks = (ticks + 1) % 4096
  if (ticks === 0 && now() > deadline) throw new Error('an endless loop')
}

const say = (line: string) => process.stderr.write(`${line}\n`)
const short = (file: string) => file.slice(root.length + 1)

test('mutants', async () => {
  // Always the same cases, and no search for the smallest one that fails.
  fc.configureGlobal({ seed: 1, endOnFailure: true })
  const small = new SmallVitest()
  const missing = {
    installed: () => ({ missing: 'not while mutating' }),
    requireEngine: skipped,
    findProgram: () => undefined,
  }
  const replaced = new Map<string, Record<string, unknown>>([
    ['vitest', small.module],
    [`${root}/conformance/engines/installed.ts`, missing],
  ])
  const sources = AREAS.flatMap((area) => globSync(`packages/corskit/${area}/**/*.ts`, { cwd: root }))
    .filter((path) => !/\.(test|test-d|d)\.ts$|\/testing\//.test(path))
    .sort()
    .map((path) => resolve(root, path))
  const isSource = new Set(sources)
  const sandbox = new Sandbox(root, replaced, (file) => isSource.has(file), tick)

  const files = TESTS.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules', '**/dist'] }))
  const suites = await baseline(
    sandbox,
    small,
    files.map((path) => resolve(root, path)),
  )
  const all = sources.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')))
  const drawn = draw(
    all.filter((mutant) => short(mutant.file).includes(only)),
    count,
    seed,
  )
  say(`${all.length} mutants, ${drawn.length} drawn by seed ${seed}; ${suites.length} test files`)

  const living: Mutant[] = []
  const counts = new Map<string, { drawn: number; killed: number; equivalent: number }>()
  const killers = new Map<string, Map<string, number>>()
  const started = performance.now()
  for (const [index, mutant] of drawn.entries()) {
    const area = short(mutant.file).split('/')[2] ?? ''
    const counted = counts.get(area) ?? { drawn: 0, killed: 0, equivalent: 0 }
    counts.set(area, counted)
    counted.drawn++
    const killer = await killerOf(mutant, sandbox, small, suites, killers)
    if (killer !== null) counted.killed++
    else if (isEquivalent(short(mutant.file), mutant, lineOf(mutant))) counted.equivalent++
    else {
      living.push(mutant)
      say(`  lives: ${described(mutant)}`)
    }
    if ((index + 1) % 50 === 0) {
      say(
        `${index + 1} of ${drawn.length}, ${living.length} live, ${((performance.now() - started) / 1000).toFixed(0)} s`,
      )
    }
  }
  report(counts, living, (performance.now() - started) / 1000)
})

function skipped(_engine: unknown, skip: (reason?: string) => void) {
  skip()
}

interface TestFile {
  readonly file: string
  readonly needs: ReadonlySet<string>
  readonly milliseconds: number
}

/** Every test file that passes here without a mutant, the quickest first. */
async function baseline(sandbox: Sandbox, small: SmallVitest, files: readonly string[]): Promise<TestFile[]> {
  const suites: TestFile[] = []
  for (const file of files) {
    const started = now()
    let failed: string | null
    let needs: ReadonlySet<string> = new Set()
    try {
      needs = await sandbox.closure(file)
      failed = await small.run(
        () => sandbox.run(file, new Set(), null),
        () => false,
      )
    } catch (error) {
      failed = String(error)
    }
    const milliseconds = now() - started
    if (given.list === true)
      say(`${milliseconds.toFixed(0)} ms ${short(file)}${failed === null ? '' : ` FAILS ${failed}`}`)
    if (failed === null && milliseconds < SLOWEST) suites.push({ file, needs, milliseconds })
    else say(`left out: ${short(file)}: ${failed ?? `${milliseconds.toFixed(0)} ms`}`)
  }
  return suites.sort((a, b) => a.milliseconds - b.milliseconds)
}

async function killerOf(
  mutant: Mutant,
  sandbox: Sandbox,
  small: SmallVitest,
  suites: readonly TestFile[],
  killers: Map<string, Map<string, number>>,
): Promise<string | null> {
  const changed = { file: mutant.file, text: mutated(readFileSync(mutant.file, 'utf8'), mutant) }
  const before = killers.get(mutant.file) ?? new Map<string, number>()
  killers.set(mutant.file, before)
  const related = suites.filter(({ needs }) => needs.has(mutant.file))
  related.sort((a, b) => worth(b, before) - worth(a, before))
  for (const { file, needs, milliseconds } of related) {
    const affected = await dependents(mutant.file, needs, sandbox)
    deadline = now() + 2_000 + 5 * milliseconds
    let failed: string | null
    try {
      failed = await small.run(
        () => sandbox.run(file, affected, changed),
        () => now() > deadline,
      )
    } catch (error) {
      // A mutant that does not parse: no test has to find it.
      failed = `not a program: ${String(error)}`
    } finally {
      deadline = Number.POSITIVE_INFINITY
    }
    if (failed === null) continue
    before.set(file, (before.get(file) ?? 0) + 1)
    return `${short(file)}: ${failed}`
  }
  return null
}

/** What killed mutants of this file before comes first, then what is quick. */
const worth = ({ file, milliseconds }: TestFile, before: ReadonlyMap<string, number>) =>
  (1 + 10 * (before.get(file) ?? 0)) / (20 + milliseconds)

const dependentsOf = new Map<string, ReadonlySet<string>>()

/** Of these modules, the ones that need the file. */
async function dependents(file: string, among: ReadonlySet<string>, sandbox: Sandbox): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const candidate of among) {
    let needs = dependentsOf.get(candidate)
    if (needs === undefined) {
      needs = await sandbox.closure(candidate)
      dependentsOf.set(candidate, needs)
    }
    if (needs.has(file)) found.add(candidate)
  }
  return found
}

/** So many of them, each at most once: always the same for a seed. */
function draw<Item>(items: readonly Item[], wanted: number, from: number): Item[] {
  let state = from >>> 0 || 1
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = state ^ (state >>> 15)
    mixed = Math.imul(mixed, 0x2c1b3c6d)
    mixed ^= mixed >>> 12
    return (mixed >>> 0) / 2 ** 32
  }
  const left = items.slice()
  const drawn: Item[] = []
  while (drawn.length < wanted && left.length > 0) {
    const at = Math.floor(random() * left.length)
    drawn.push(left[at] as Item)
    left[at] = left.at(-1) as Item
    left.pop()
  }
  return drawn
}

const lineOf = ({ file, line }: Mutant) => readFileSync(file, 'utf8').split('\n')[line - 1] ?? ''

const described = ({ file, line, kind, original, replacement }: Mutant) => {
  const brief = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ')).slice(0, 160)
  return `${short(file)}:${line}  ${kind}  ${brief(original)} => ${brief(replacement)}`
}

function report(
  counts: ReadonlyMap<string, { drawn: number; killed: number; equivalent: number }>,
  living: readonly Mutant[],
  seconds: number,
) {
  const total = { drawn: 0, killed: 0, equivalent: 0 }
  const line = (name: string, { drawn, killed, equivalent }: typeof total) =>
    `| ${name} | ${drawn} | ${killed} | ${equivalent} | ${((100 * killed) / Math.max(1, drawn - equivalent)).toFixed(1)} % |`
  const lines = ['| Area | Drawn | Killed | Equivalent | Score |', '|---|--:|--:|--:|--:|']
  for (const [area, counted] of [...counts].sort()) {
    lines.push(line(area, counted))
    for (const key of ['drawn', 'killed', 'equivalent'] as const) total[key] += counted[key]
  }
  lines.push(line('all', total))
  const text = `${lines.join('\n')}\n\nseed ${seed}, ${seconds.toFixed(0)} s\n\n${living.map(described).sort().join('\n')}\n`
  if (out !== '') writeFileSync(out, text)
  say(lines.join('\n'))
}
