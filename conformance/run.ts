// npm run conformance -- --cases N --seed S --engines chromium,firefox,webkit: generated scenarios in real engines,
// held against the model.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { EngineDriver } from './engines/driver.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { type Differing, explainedCases, type Judgement, judge } from './judge.ts'
import { deckNames } from './model/decks.ts'
import { generateScenarios } from './model/generate.ts'
import type { EngineName } from './recording.ts'
import { savedDriver, savingDriver } from './saved-recordings.ts'
import { showDiffering } from './show-differing.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1500' },
    /** The first case: a long run may be done in parts. */
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    /** What cases are made of: see model/decks.ts. */
    deck: { type: 'string', default: 'fetch' },
    engines: { type: 'string', default: engineNames.join(',') },
    /** How many differing cases are made smaller and printed, an engine. */
    show: { type: 'string', default: '5' },
    /** Where every differing case is written, as a scenario file. */
    out: { type: 'string' },
    /** A directory to which what the engines do is saved. */
    save: { type: 'string' },
    /**
     * A directory to which it was saved: the model is held against that, and the engine only runs what differs once
     * more.
     */
    saved: { type: 'string' },
    /** Prints the rows of docs/conformance.md's table instead of sentences. */
    table: { type: 'boolean', default: false },
  },
})
const [cases, from, seed] = [Number(values.cases), Number(values.from), Number(values.seed)]
const deck = deckNames.find((name) => name === values.deck)
if (deck === undefined) throw new Error(`--deck '${values.deck}': expected ${deckNames.join(', ')}`)
/** In the names of files: each deck and seed has its own. */
const saved = deck === 'fetch' ? String(seed) : `${deck}-${seed}`
const failing: (Differing & { engine: EngineName })[] = []

for (const engine of engineNames.filter((name) => values.engines.split(',').includes(name))) {
  const driver = await driverFor(engine)
  const judgement = await judge(driver, generateScenarios(seed, cases, { from, deck }), (done, differing) =>
    console.error(`${engine}: ${done} of ${cases}, ${differing} unexplained`),
  )
  console.log(values.table ? row(judgement) : sentences(judgement))
  for (const differing of judgement.differing) failing.push({ ...differing, engine })
  for (const differing of judgement.differing.slice(0, Number(values.show))) {
    console.log(await showDiffering(differing, driver))
  }
  await driver.close()
}
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(failing, null, 1))
process.exitCode = failing.length === 0 ? 0 : 1

async function driverFor(engine: EngineName): Promise<EngineDriver> {
  if (values.saved !== undefined) return savedDriver(engine, values.saved, saved)
  const driver = await openEngine(engine)
  return values.save === undefined ? driver : savingDriver(driver, values.save, saved, from)
}

function sentences(judgement: Judgement): string {
  const { version, agreed, explained, differing, unanswered, seconds } = judgement
  return [
    `${version}: ${judgement.cases} cases, ${agreed} agreed (${judgement.agreedAgain} of them the second time), ${explainedCases(judgement)} explained, ${differing.length} unexplained, ${unanswered.length} without an answer, ${seconds.toFixed(0)} s`,
    ...unanswered.map(({ name }) => `  ${name} stopped the engine`),
    ...[...explained].map(([name, count]) => `  ${count} explained by ${name}`),
    ...[...countedByKind(differing)].map(([kind, count]) => `  ${count} differ in ${kind}`),
  ].join('\n')
}

function row(judgement: Judgement): string {
  const { version, agreed, agreedAgain, explained, differing, unanswered } = judgement
  const second = agreedAgain === 0 ? '' : ` (${agreedAgain} of them the second time)`
  const names = [...explained].map(([name, count]) => `${name} ${count}`).join(', ')
  const stopped = unanswered.length === 0 ? '' : ` (and ${unanswered.length} without an answer)`
  const date = new Date().toISOString().slice(0, 10)
  return `| ${version} | ${seed} | ${judgement.cases} | ${agreed}${second} | ${explainedCases(judgement)}${names === '' ? '' : ` (${names})`} | ${differing.length}${stopped} | ${date} |`
}

function countedByKind(differing: readonly Differing[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { differences } of differing) {
    const kind = differences.map(({ what }) => what).join(' + ')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}
