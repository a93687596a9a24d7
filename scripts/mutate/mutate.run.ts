// Run by `npm run mutate` (scripts/mutate.mjs) inside vitest, whose `expect` the tests need.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { test } from 'vitest'
import { Coverage } from './coverage.ts'
import { isEquivalent } from './equivalent.ts'
import { type Mutant, mutantsOf, mutated } from './mutants.ts'
import { Sandbox } from './sandbox.ts'
import { type Failure, SmallVitest } from './small-vitest.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const given = JSON.parse(process.env['CORSKIT_MUTATE'] ?? '{}') as {
  seed?: number
  count?: number
  only?: string
  out?: string
  part?: string
  minutes?: number
  again?: string
  from?: number
  list?: boolean
}
const { seed = 1, count = 300, only = '', out = '', again = '', part = '1/1', minutes = 0, from = 0 } = given

const AREAS = ['protocol', 'policy', 'guard', 'browser']
const TESTS = [
  'packages/corskit/{protocol,policy,guard,browser}/**/*.test.ts',
  'packages/corskit/adapters/{node/node,web/web}.test.ts',
  'packages/diagnose/{fixes,sample-api}.test.ts',
  'conformance/{model,faults}/*.test.ts',
  'conformance/rows.test.ts',
  'scripts/issue-table.test.ts',
]
/**
 * A test file is worth running for a mutant only if it is this quick, in milliseconds of the processor: others may use
 * it too.
 */
const SLOWEST = 30_000
/**
 * First round: so many of the runs of each property, and no test that takes longer than that, in milliseconds. What
 * lives through it meets all of the tests in the second round.
 */
const FIRST_ROUND = { portion: 0.1, longest: 2_000 }
let portion = FIRST_ROUND.portion

/** In the place of `testing/property-runs.ts`. */
const propertyRuns = (daily: number) => ({
  get numRuns() {
    return Math.ceil(daily * portion)
  },
})

const now = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** In bytes. Node itself ends the process at about 4 GB. */
const MOST_MEMORY = 2.5e9

let deadline = Number.POSITIVE_INFINITY
let ticks = 0
const tick = () => {
  ticks = (ticks + 1) % 4096
  if (ticks !== 0 || deadline === Number.POSITIVE_INFINITY) return
  if (now() > deadline) throw new Error('an endless loop')
  if (process.memoryUsage().heapUsed > MOST_MEMORY) throw new Error('it takes all memory')
}

const texts = new Map<string, string>()

/** As it was when it was first read: whoever works on the files meanwhile changes nothing here. */
function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(file, 'utf8')
  texts.set(file, text)
  return text
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
    [`${root}/testing/property-runs.ts`, { NIGHTLY: false, runs: propertyRuns, RUNS: propertyRuns(2_000) }],
  ])
  const sources = AREAS.flatMap((area) => globSync(`packages/corskit/${area}/**/*.ts`, { cwd: root }))
    .filter((path) => !/\.(test|test-d|d)\.ts$|\/testing\//.test(path))
    .sort()
    .map((path) => resolve(root, path))
  const isSource = new Set(sources)
  const coverage = new Coverage()
  const sandbox = new Sandbox(root, replaced, (file) => isSource.has(file), tick, coverage)

  const files = TESTS.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules', '**/dist'] }))
  const suites = await baseline(
    sandbox,
    small,
    coverage,
    files.map((path) => resolve(root, path)),
    isSource,
  )
  const all = sources.flatMap((file) => mutantsOf(file, textOf(file)))
  const eligible = all.filter((mutant) => new RegExp(only).test(short(mutant.file)))
  const [nth = 1, of = 1] = part.split('/').map(Number)
  const whole = again === '' ? draw(eligible, count, seed) : named(readFileSync(again, 'utf8'), eligible)
  const drawn = whole.filter((_, index) => index % of === nth - 1).slice(from)
  const how = again === '' ? `part ${part} of ${whole.length} drawn by seed ${seed}` : `named in ${again}`
  say(`${all.length} mutants, ${drawn.length} ${how}; ${suites.length} test files`)

  const living: Mutant[] = []
  const counts = new Map<string, { drawn: number; killed: number; equivalent: number }>()
  const countOf = ({ file }: Mutant) => {
    const area = short(file).split('/')[2] ?? ''
    const counted = counts.get(area) ?? { drawn: 0, killed: 0, equivalent: 0 }
    counts.set(area, counted)
    return counted
  }
  const judge: Judge = { coverage, sandbox, small, suites, killers: new Map(), green: new Map() }
  const started = performance.now()
  const isLate = (share = 1) => minutes > 0 && performance.now() > share * minutes * 60_000
  const tryOne = async (mutant: Mutant, round: 1 | 2): Promise<boolean> => {
    const begun = now()
    const killer = await killerOf(mutant, round, judge)
    if (given.list === true)
      say(`${(now() - begun).toFixed(0)} ms: ${described(mutant).slice(0, 90)}  ${killer?.slice(0, 120)}`)
    if (killer !== null) countOf(mutant).killed++
    return killer !== null
  }
  for (const [index, mutant] of drawn.entries()) {
    if (isLate(0.85)) break
    countOf(mutant).drawn++
    if (!(await tryOne(mutant, 1))) {
      if (isEquivalent(short(mutant.file), mutant, lineOf(mutant))) countOf(mutant).equivalent++
      else {
        living.push(mutant)
        say(`  lives through the first round: ${described(mutant)}`)
      }
    }
    if ((index + 1) % 50 === 0) {
      say(
        `${index + 1} of ${drawn.length}, ${living.length} live, ${((performance.now() - started) / 1000).toFixed(0)} s`,
      )
    }
  }
  say(`second round: ${living.length}`)
  portion = 1
  for (const mutant of living.slice()) {
    if (isLate()) break
    if (await tryOne(mutant, 2)) living.splice(living.indexOf(mutant), 1)
    else say(`  lives: ${described(mutant)}`)
  }
  report(counts, living, (performance.now() - started) / 1000)
  if (given.list === true) {
    for (const [file, { runs, milliseconds }] of [...spentOn].sort(([, a], [, b]) => b.milliseconds - a.milliseconds))
      say(`${milliseconds.toFixed(0)} ms in ${runs} runs: ${short(file)}`)
  }
})

function skipped(_engine: unknown, skip: (reason?: string) => void) {
  skip()
}

interface TestFile {
  readonly file: string
  readonly needs: ReadonlySet<string>
  /** What loading it takes, and each test. */
  readonly loading: number
  readonly milliseconds: ReadonlyMap<number, number>
  /** By function of the library, which tests enter it. What is entered outside of the tests concerns all of them. */
  readonly tests: ReadonlyMap<number, ReadonlySet<number> | 'all'>
}

/** Every test file that passes here without a mutant, the quickest first. */
async function baseline(
  sandbox: Sandbox,
  small: SmallVitest,
  coverage: Coverage,
  files: readonly string[],
  sources: ReadonlySet<string>,
): Promise<TestFile[]> {
  const suites: TestFile[] = []
  const isTest = new Set(files)
  for (const file of files)
    await sandbox.load([...(await sandbox.closure(file))].filter((needed) => !isTest.has(needed)))
  enteredOnLoad = coverage.taken()
  for (const file of files) {
    const started = now()
    let at = started
    const milliseconds = new Map<number, number>()
    const tests = new Map<number, Set<number> | 'all'>()
    const needs = await sandbox.closure(file)
    const affected = new Set<string>()
    for (const source of sources)
      if (needs.has(source)) for (const each of await dependents(source, needs, sandbox)) affected.add(each)
    const after = (index: number) => {
      milliseconds.set(index, (milliseconds.get(index) ?? 0) + now() - at)
      for (const id of coverage.taken()) {
        const known = tests.get(id) ?? new Set()
        tests.set(id, index < 0 || known === 'all' ? 'all' : known.add(index))
      }
      at = now()
    }
    const failed = await small.run(
      () => sandbox.run(file, affected, null),
      () => false,
      () => true,
      after,
    )
    const taken = now() - started
    if (given.list === true)
      say(
        `${taken.toFixed(0)} ms, ${milliseconds.get(-1)?.toFixed(0)} of them to load: ${short(file)}${failed === null ? '' : ' FAILS'}`,
      )
    if (failed !== null || taken > SLOWEST) say(`left out: ${short(file)}: ${failed?.what ?? `${taken.toFixed(0)} ms`}`)
    else suites.push({ file, needs, loading: milliseconds.get(-1) ?? 0, milliseconds, tests })
  }
  return suites
}

/** Functions that run when their modules are loaded: every test may see what they did. */
let enteredOnLoad: ReadonlySet<number> = new Set()

/** A test that killed mutants of a file. */
interface Killer {
  readonly suite: TestFile
  readonly index: number
  kills: number
}

/** Tests of one file that are to be run for a mutant, by their numbers. */
interface Trial {
  readonly suite: TestFile
  readonly wanted: ReadonlySet<number>
}

interface Judge {
  readonly coverage: Coverage
  readonly sandbox: Sandbox
  readonly small: SmallVitest
  readonly suites: readonly TestFile[]
  /** By file that was mutated. */
  readonly killers: Map<string, Killer[]>
  /** Whether these tests pass without a mutant, run in just this way. */
  readonly green: Map<string, boolean>
}

/** Runs the tests that enter the mutated function, those first that killed mutants of this file before. */
async function killerOf(mutant: Mutant, round: 1 | 2, judge: Judge): Promise<string | null> {
  const changed = { file: mutant.file, text: mutated(textOf(mutant.file), mutant) }
  const place = judge.coverage.functionAround(mutant.file, mutant)
  const everywhere = place === null || enteredOnLoad.has(place)
  const before = judge.killers.get(mutant.file) ?? []
  judge.killers.set(mutant.file, before)
  const trials = judge.suites
    .filter(({ needs }) => needs.has(mutant.file))
    .flatMap((suite) => trialsOf(suite, everywhere ? 'all' : suite.tests.get(place)))
    .filter((trial) => round === 2 || cost(trial) < FIRST_ROUND.longest)
    .sort((a, b) => cost(a) - cost(b))
  const known = before
    .filter(({ suite, index }) => trials.some((trial) => trial.suite === suite && trial.wanted.has(index)))
    .sort((a, b) => b.kills / cost(trialOf(b)) - a.kills / cost(trialOf(a)))
    .slice(0, 4)
    .map(trialOf)
  for (const trial of [...known, ...trials]) {
    const failed = await tried(trial, changed, judge)
    if (failed === null || !(await isGreen(trial, judge))) continue
    const killer = before.find(({ suite, index }) => suite === trial.suite && index === failed.index)
    if (killer !== undefined) killer.kills++
    else if (failed.index >= 0) before.push({ suite: trial.suite, index: failed.index, kills: 1 })
    return `${short(trial.suite.file)}: ${failed.what}`
  }
  return null
}

/** The quick tests of a file together, each slow one by itself: a mutant meets all quick ones first. */
function trialsOf(suite: TestFile, entered: ReadonlySet<number> | 'all' | undefined): Trial[] {
  if (entered === undefined) return []
  // What only one test of a file enters may be made once and kept for the others.
  const wanted = entered !== 'all' && entered.size === 1 ? 'all' : entered
  const quick = new Set<number>()
  const trials: Trial[] = [{ suite, wanted: quick }]
  for (const [index, milliseconds] of suite.milliseconds) {
    if (index < 0 || (wanted !== 'all' && !wanted.has(index))) continue
    if (milliseconds < 100) quick.add(index)
    else trials.push({ suite, wanted: new Set([index]) })
  }
  return trials.filter((trial) => trial.wanted.size > 0 || wanted === 'all')
}

/** So that nothing is killed by a test that fails without the mutant too, because others did not run before it. */
async function isGreen(trial: Trial, judge: Judge): Promise<boolean> {
  const key = [trial.suite.file, portion, ...trial.wanted].join(' ')
  const green = judge.green.get(key) ?? (await tried(trial, null, judge)) === null
  if (!green && !judge.green.has(key)) say(`fails by itself: ${key}`)
  judge.green.set(key, green)
  return green
}

const trialOf = ({ suite, index }: Killer): Trial => ({ suite, wanted: new Set([index]) })

/** In milliseconds, as far as it is known. */
function cost({ suite, wanted }: Trial): number {
  let sum = 20 + suite.loading
  for (const index of wanted) sum += suite.milliseconds.get(index) ?? 0
  return sum
}

async function tried(
  { suite: { file, needs, milliseconds, loading }, wanted }: Trial,
  changed: { readonly file: string; readonly text: string } | null,
  { sandbox, small }: Judge,
): Promise<Failure | null> {
  const affected = changed === null ? new Set<string>() : await dependents(changed.file, needs, sandbox)
  const started = now()
  // Times are those of the first round.
  const patience = (5 * portion) / FIRST_ROUND.portion
  deadline = started + 2_000 + 5 * loading
  try {
    return await small.run(
      () => sandbox.run(file, affected, changed),
      () => now() > deadline,
      (index) => {
        deadline = now() + 1_000 + patience * (milliseconds.get(index) ?? 0)
        return wanted.has(index)
      },
    )
  } finally {
    deadline = Number.POSITIVE_INFINITY
    const spent = spentOn.get(file) ?? { runs: 0, milliseconds: 0 }
    spentOn.set(file, { runs: spent.runs + 1, milliseconds: spent.milliseconds + now() - started })
  }
}

/** What the mutants took from the processor, by test file. */
const spentOn = new Map<string, { runs: number; milliseconds: number }>()

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

const lineOf = ({ file, line }: Mutant) => textOf(file).split('\n')[line - 1] ?? ''

const described = ({ file, line, kind, original, replacement }: Mutant) => {
  const brief = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ')).slice(0, 160)
  return `${short(file)}:${line}  ${kind}  ${brief(original)} => ${brief(replacement)}`
}

/**
 * Of these mutants, those that the output of an earlier run names; lines may have moved since, so the nearest is meant.
 */
function named(output: string, among: readonly Mutant[]): Mutant[] {
  const found = new Set<Mutant>()
  for (const [, file, line, what] of output.matchAll(/(packages\/\S+):(\d+)( {2}.+)/g)) {
    const alike = among.filter((mutant) => described(mutant).replace(/:\d+/, '') === `${file}${what}`)
    const distance = (mutant: Mutant) => Math.abs(mutant.line - Number(line))
    const [nearest] = alike.sort((a, b) => distance(a) - distance(b))
    if (nearest === undefined) say(`is not there any more: ${file}:${line}${what}`)
    else found.add(nearest)
  }
  return [...found]
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
  const text = `${lines.join('\n')}\n\nseed ${seed}, part ${part}, ${seconds.toFixed(0)} s\n\n${living.map(described).sort().join('\n')}\n`
  if (out !== '') writeFileSync(out, text)
  say(lines.join('\n'))
}
