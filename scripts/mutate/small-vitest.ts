/** As much of vitest as the tests of the library use, run at once and only until a test fails. */
import * as vitest from 'vitest'

type Body = (...given: unknown[]) => unknown
type Hook = () => unknown

interface Suite {
  readonly parent: Suite | null
  readonly hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Hook[]>
  readonly children: (Suite | Test)[]
}

interface Test {
  readonly name: string
  readonly run: (context: object) => unknown
}

export interface Failure {
  /** -1 for what belongs to no single test. */
  readonly index: number
  readonly what: string
}

interface Progress {
  readonly expired: () => boolean
  readonly wanted: (index: number) => boolean
  readonly after: (index: number) => void
}

/** A test that fails may leave a clock of its own behind. */
const { setTimeout: realTimeout, clearTimeout: clearRealTimeout } = globalThis

class Skipped extends Error {}

const newSuite = (parent: Suite | null): Suite => ({
  parent,
  hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
  children: [],
})

export class SmallVitest {
  #suite: Suite = newSuite(null)
  #finished: Hook[] = []
  #index = 0

  /** What a test file imports from `vitest`. */
  readonly module: Record<string, unknown>

  constructor() {
    const hook = (name: keyof Suite['hooks']) => (run: Hook) => void this.#suite.hooks[name].push(run)
    const test = this.#test()
    this.module = {
      ...vitest,
      describe: this.#describe(),
      test,
      it: test,
      beforeAll: hook('beforeAll'),
      afterAll: hook('afterAll'),
      beforeEach: hook('beforeEach'),
      afterEach: hook('afterEach'),
      onTestFinished: (run: Hook) => void this.#finished.push(run),
    }
  }

  /**
   * Collects by `load`, then runs. The first test that fails, or `null`.
   *
   * @param wanted which tests, by their number in the file
   * @param after is called when the tests are collected and the hooks before all of them have run (-1), and after each
   * test
   */
  async run(
    load: () => Promise<void>,
    expired: () => boolean,
    wanted: (index: number) => boolean = () => true,
    after: (index: number) => void = () => {},
  ): Promise<Failure | null> {
    this.#suite = newSuite(null)
    const root = this.#suite
    this.#index = 0
    const progress: Progress = { expired, wanted, after }
    try {
      await within(load())
    } catch (error) {
      return { index: -1, what: `loading: ${String(error).slice(0, 200)}` }
    }
    return this.#runSuite(root, progress)
  }

  async #runSuite(suite: Suite, progress: Progress): Promise<Failure | null> {
    let failed: Failure | null = null
    try {
      for (const hook of suite.hooks.beforeAll) await within(hook())
      progress.after(-1)
      for (const child of suite.children) {
        failed =
          'children' in child ? await this.#runSuite(child, progress) : await this.#runWanted(child, suite, progress)
        if (failed !== null) break
      }
    } catch (error) {
      failed = { index: -1, what: `hook: ${String(error).slice(0, 200)}` }
    }
    for (const hook of suite.hooks.afterAll) await tidiedUp(hook)
    return failed
  }

  async #runWanted(test: Test, suite: Suite, { expired, wanted, after }: Progress): Promise<Failure | null> {
    const index = this.#index++
    if (!wanted(index)) return null
    const failed = await this.#runTest(test, suite)
    after(index)
    const what = failed ?? (expired() ? 'too slow' : null)
    return what === null ? null : { index, what }
  }

  async #runTest({ name, run }: Test, suite: Suite): Promise<string | null> {
    const around: Suite[] = []
    for (let each: Suite | null = suite; each !== null; each = each.parent) around.unshift(each)
    this.#finished = []
    const context = {
      expect: vitest.expect,
      onTestFinished: (hook: Hook) => void this.#finished.push(hook),
      skip: (condition: unknown = true) => {
        if (condition !== false) throw new Skipped()
      },
    }
    try {
      for (const { hooks } of around) for (const hook of hooks.beforeEach) await within(hook())
      await within(run(context))
      for (const { hooks } of around) for (const hook of hooks.afterEach) await within(hook())
      return null
    } catch (error) {
      return error instanceof Skipped ? null : `${name}: ${String(error).slice(0, 200)}`
    } finally {
      for (const hook of this.#finished.reverse()) await tidiedUp(hook)
      vitest.vi.useRealTimers()
    }
  }

  #test() {
    const add = (name: string, run: Test['run']) => void this.#suite.children.push({ name, run })
    const test = (name: string, ...rest: unknown[]) => add(name, bodyIn(rest))
    const each =
      (cases: readonly unknown[]) =>
      (name: string, ...rest: unknown[]) => {
        for (const one of cases) add(name, () => bodyIn(rest)(...spread(one, cases)))
      }
    const skip = () => {}
    const when = (condition: boolean) => (condition ? test : skip)
    return Object.assign(test, { each, skip, concurrent: test, runIf: when, skipIf: (no: boolean) => when(!no) })
  }

  #describe() {
    const enter = (collect: () => unknown) => {
      const suite = newSuite(this.#suite)
      this.#suite.children.push(suite)
      this.#suite = suite
      try {
        collect()
      } finally {
        this.#suite = suite.parent as Suite
      }
    }
    const describe = (_name: string, ...rest: unknown[]) => enter(bodyIn(rest) as () => unknown)
    const each =
      (cases: readonly unknown[]) =>
      (_name: string, ...rest: unknown[]) => {
        for (const one of cases) enter(() => bodyIn(rest)(...spread(one, cases)))
      }
    const skip = () => {}
    const when = (condition: boolean) => (condition ? describe : skip)
    return Object.assign(describe, { each, skip, runIf: when, skipIf: (no: boolean) => when(!no) })
  }
}

const bodyIn = (given: readonly unknown[]) => given.find((one) => typeof one === 'function') as Body

/** What goes wrong here is no failure of a test. */
const tidiedUp = (hook: Hook): Promise<void> =>
  Promise.resolve()
    .then(() => within(hook()))
    .catch(() => {})

/** What never settles has failed. */
async function within(settles: unknown): Promise<void> {
  if (!(settles instanceof Promise)) return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = realTimeout(() => reject(new Error('never settled')), 20_000)
  })
  await Promise.race([settles, late]).finally(() => clearRealTimeout(timer))
}

/** Where every case is a list, its items are the arguments. */
const spread = (one: unknown, cases: readonly unknown[]): readonly unknown[] =>
  cases.every(Array.isArray) ? (one as readonly unknown[]) : [one]
