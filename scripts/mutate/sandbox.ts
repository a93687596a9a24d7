/** The repository's own modules, each made anew as often as one likes: a fault in one makes anew what depends on it, and nothing else. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { moduleRunnerTransform } from 'vite'

type Exports = Record<string, unknown>
type Evaluate = (
  exports: Exports,
  meta: object,
  importStatic: (specifier: string) => Promise<unknown>,
  importDynamic: (specifier: string) => Promise<unknown>,
  exportAll: (from: Exports) => void,
  exportName: (name: string, get: () => unknown) => void,
) => Promise<void>

interface Compiled {
  readonly evaluate: Evaluate
  readonly imports: readonly string[]
}

const AsyncFunction = (async () => {}).constructor as new (...names: string[]) => Evaluate

export class Sandbox {
  /** What stands in for a module: `vitest`, and what would start browsers. */
  readonly #replaced: ReadonlyMap<string, Exports>
  readonly #compiled = new Map<string, Compiled>()
  readonly #base = new Map<string, Exports>()
  readonly #entries: ReadonlyMap<string, string>
  /** What every loop calls: throws where one has no end. */
  readonly #tick: () => void
  readonly #guarded: (file: string) => boolean

  constructor(
    root: string,
    replaced: ReadonlyMap<string, Exports>,
    guarded: (file: string) => boolean,
    tick: () => void,
  ) {
    this.#replaced = replaced
    this.#guarded = guarded
    this.#tick = tick
    this.#entries = workspaceEntries(root)
  }

  /** Every module that this one needs, itself included. */
  async closure(file: string, seen: Set<string> = new Set()): Promise<Set<string>> {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const imported of (await this.#compile(file)).imports) await this.closure(imported, seen)
    return seen
  }

  /** Runs a test file: what depends on a changed module is made anew for it, and the test file always is. */
  async run(testFile: string, affected: ReadonlySet<string>, changed: { file: string; text: string } | null) {
    const fresh = new Map<string, Exports>()
    const compiled = changed === null ? null : await this.#transform(changed.file, changed.text)
    const load = async (file: string): Promise<Exports> => {
      const isFresh = file === testFile || affected.has(file)
      const instances = isFresh ? fresh : this.#base
      const there = instances.get(file)
      if (there !== undefined) return there
      const exports: Exports = Object.create(null)
      instances.set(file, exports)
      const { evaluate } = file === changed?.file && compiled !== null ? compiled : await this.#compile(file)
      await this.#evaluate(file, evaluate, exports, load)
      return exports
    }
    await load(testFile)
  }

  async #evaluate(file: string, evaluate: Evaluate, exports: Exports, load: (file: string) => Promise<Exports>) {
    const importing = async (specifier: string) => {
      const target = this.#resolve(specifier, file)
      const replaced = this.#replaced.get(target)
      if (replaced !== undefined) return replaced
      return target.startsWith('/') ? load(target) : import(target)
    }
    const define = (name: string, get: () => unknown) =>
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, get })
    const meta = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) }
    const exportAll = (from: Exports) => {
      for (const name of Object.keys(from)) if (name !== 'default' && !(name in exports)) define(name, () => from[name])
    }
    await evaluate(exports, meta, importing, importing, exportAll, define)
  }

  async #compile(file: string): Promise<Compiled> {
    let compiled = this.#compiled.get(file)
    if (compiled === undefined) {
      compiled = await this.#transform(file, readFileSync(file, 'utf8'))
      this.#compiled.set(file, compiled)
    }
    return compiled
  }

  async #transform(file: string, text: string): Promise<Compiled> {
    const guarded = this.#guarded(file) ? withLoopGuards(file, text) : text
    const plain = /\.[cm]?ts$/.test(file) ? stripTypeScriptTypes(guarded) : guarded
    const result = await moduleRunnerTransform(plain, null, file, plain)
    if (result === null) throw new Error(`${file} cannot be transformed`)
    const names = ['exports__', 'import_meta__', 'import__', 'dynamic_import__', 'exportAll__', 'exportName__']
    const make = new AsyncFunction(
      ...names.map((name) => `__vite_ssr_${name}`),
      `"use strict"; const __tick = globalThis.__mutateTick;${result.code}`,
    )
    const evaluate: Evaluate = (...given) => {
      ;(globalThis as { __mutateTick?: () => void }).__mutateTick = this.#tick
      return make(...given)
    }
    const imports = [...(result.deps ?? []), ...(result.dynamicDeps ?? [])]
      .map((specifier) => this.#resolve(specifier, file))
      .filter((target) => target.startsWith('/') && !this.#replaced.has(target))
    return { evaluate, imports }
  }

  /** A path for a module of the repository, else what Node is to import. */
  #resolve(specifier: string, from: string): string {
    if (specifier.startsWith('.')) return resolve(dirname(from), specifier)
    if (specifier.startsWith('file:')) return new URL(specifier).pathname
    return this.#entries.get(specifier) ?? specifier
  }
}

/** The sources that the packages of the workspace export. */
function workspaceEntries(root: string): Map<string, string> {
  const entries = new Map<string, string>()
  for (const path of globSync('packages/*/package.json', { cwd: root })) {
    const { name, exports = {} } = JSON.parse(readFileSync(resolve(root, path), 'utf8')) as {
      name: string
      exports?: Record<string, { 'corskit-source'?: string }>
    }
    for (const [subpath, conditions] of Object.entries(exports)) {
      const source = conditions['corskit-source']
      const file = source === undefined ? '' : resolve(root, dirname(path), source)
      if (existsSync(file) && source !== undefined) entries.set(`${name}${subpath.slice(1)}`, file)
    }
  }
  return entries
}

/** Each body of a loop begins with a call, so that a fault that makes it endless ends. */
export function withLoopGuards(file: string, text: string): string {
  const bodies: { start: number; end: number; block: boolean }[] = []
  const take = (node: { body: { start: number; end: number; type: string } }) => {
    bodies.push({ start: node.body.start, end: node.body.end, block: node.body.type === 'BlockStatement' })
  }
  const { program } = parseSync(file, text)
  new Visitor({
    ForStatement: take,
    ForOfStatement: take,
    ForInStatement: take,
    WhileStatement: take,
    DoWhileStatement: take,
  }).visit(program)
  const inserts = bodies.flatMap(({ start, end, block }) =>
    block
      ? [{ at: start + 1, text: '__tick();' }]
      : [
          { at: start, text: '{__tick();' },
          { at: end, text: '}' },
        ],
  )
  let guarded = text
  for (const { at, text: inserted } of inserts.sort((a, b) => b.at - a.at || (a.text === '}' ? -1 : 1))) {
    guarded = guarded.slice(0, at) + inserted + guarded.slice(at)
  }
  return guarded
}
