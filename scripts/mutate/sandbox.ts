/**
 * The repository's own modules, each made anew as often as one likes: a fault in one makes anew what depends on it, and
 * nothing else.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { moduleRunnerTransform } from 'vite'
import type { Coverage, Insert } from './coverage.ts'

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
  readonly #coverage: Coverage

  constructor(
    root: string,
    replaced: ReadonlyMap<string, Exports>,
    guarded: (file: string) => boolean,
    tick: () => void,
    coverage: Coverage,
  ) {
    this.#coverage = coverage
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

  /** Loads modules that nothing has changed. */
  async load(files: Iterable<string>) {
    for (const file of files) await this.#load(file, () => this.#base, null)
  }

  /** Runs a test file: what depends on a changed module is made anew for it, and the test file always is. */
  async run(testFile: string, affected: ReadonlySet<string>, changed: { file: string; text: string } | null) {
    const fresh = new Map<string, Exports>()
    const instances = (file: string) => (file === testFile || affected.has(file) ? fresh : this.#base)
    const compiled = changed === null ? null : await this.#transform(changed.file, changed.text, [])
    await this.#load(testFile, instances, compiled && { file: changed?.file, compiled })
  }

  async #load(
    file: string,
    instancesFor: (file: string) => Map<string, Exports>,
    changed: { file: string | undefined; compiled: Compiled } | null,
  ): Promise<Exports> {
    const instances = instancesFor(file)
    const there = instances.get(file)
    if (there !== undefined) return there
    const exports: Exports = Object.create(null)
    instances.set(file, exports)
    const { evaluate } = file === changed?.file ? changed.compiled : await this.#compile(file)
    await this.#evaluate(file, evaluate, exports, (other) => this.#load(other, instancesFor, changed))
    return exports
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
      const text = readFileSync(file, 'utf8')
      compiled = await this.#transform(file, text, this.#guarded(file) ? this.#coverage.inserts(file, text) : [])
      this.#compiled.set(file, compiled)
    }
    return compiled
  }

  async #transform(file: string, text: string, more: readonly Insert[]): Promise<Compiled> {
    const guarded = this.#guarded(file) ? inserted(text, [...loopGuards(file, text), ...more]) : text
    const plain = /\.[cm]?ts$/.test(file) ? stripTypeScriptTypes(guarded) : guarded
    const result = await moduleRunnerTransform(plain, null, file, plain)
    if (result === null) throw new Error(`${file} cannot be transformed`)
    const names = ['exports__', 'import_meta__', 'import__', 'dynamic_import__', 'exportAll__', 'exportName__']
    const make = new AsyncFunction(
      ...names.map((name) => `__vite_ssr_${name}`),
      `"use strict"; const { tick: __tick, enter: __enter } = globalThis.__mutate;${result.code}`,
    )
    const evaluate: Evaluate = (...given) => {
      Object.assign(globalThis, { __mutate: { tick: this.#tick, enter: this.#coverage.enter } })
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

/** The bodies of loops and functions begin with a call, so that a fault that makes them endless ends. */
function loopGuards(file: string, text: string): Insert[] {
  const bodies: { start: number; end: number; block: boolean }[] = []
  const take = (node: { body: { start: number; end: number; type: string } }) => {
    bodies.push({ start: node.body.start, end: node.body.end, block: node.body.type === 'BlockStatement' })
  }
  const takeFunction = ({ body }: { body?: { start: number; end: number; type: string } | null }) => {
    if (body?.type === 'BlockStatement') take({ body })
  }
  const { program } = parseSync(file, text)
  new Visitor({
    FunctionDeclaration: takeFunction,
    FunctionExpression: takeFunction,
    ArrowFunctionExpression: takeFunction,
    ForStatement: take,
    ForOfStatement: take,
    ForInStatement: take,
    WhileStatement: take,
    DoWhileStatement: take,
  }).visit(program)
  return bodies.flatMap(({ start, end, block }) =>
    block
      ? [{ at: start + 1, text: '__tick();' }]
      : [
          { at: start, text: '{__tick();' },
          { at: end, text: '}' },
        ],
  )
}

/** What closes a loop closes after what closes a function there. */
function inserted(text: string, inserts: readonly Insert[]): string {
  let whole = text
  for (const { at, text: more } of inserts.toSorted((a, b) => b.at - a.at || (a.text === '}' ? -1 : 1))) {
    whole = whole.slice(0, at) + more + whole.slice(at)
  }
  return whole
}
