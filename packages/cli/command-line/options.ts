/** Reads the options of a command, and says in plain words what is wrong with them. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { nearest } from './nearest.ts'
import { named } from './secrets.ts'
import { UsageError } from './usage-error.ts'

export interface ParsedOptions {
  readonly positionals: readonly string[]
  /** The values of an option in the order given; empty when it was not given. */
  all(name: string): readonly string[]
  /** The value of an option that may be given once. */
  one(name: string): string | undefined
  /** Whether a switch was given. */
  has(name: string): boolean
}

/** @param foreign says of an option that the command does not have what is known of it; `null` for nothing */
export function parseOptions(
  command: string,
  args: readonly string[],
  known: ParseArgsOptionsConfig,
  foreign: (rawName: string) => string | null = () => null,
): ParsedOptions {
  // Not `strict`, whose errors are written for programmers. The tokens have what better errors need.
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, tokens: true, allowPositionals: true })
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined
    if (option === undefined) throw unknownOption(command, token.rawName, known, foreign(token.rawName))
    if (option.type === 'boolean' && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value, got ${named(token.value)}`)
    if (option.type === 'string' && token.value === undefined) throw new UsageError(`${token.rawName} expects a value`)
    const given = values.get(token.name)
    if (given !== undefined && option.type === 'string' && option.multiple !== true)
      throw new UsageError(`${token.rawName} was given twice; expected once`)
    values.set(token.name, [...(given ?? []), token.value ?? ''])
  }
  const all = (name: string) => values.get(name) ?? []
  return { positionals, all, one: (name) => all(name)[0], has: (name) => values.has(name) }
}

function unknownOption(
  command: string,
  rawName: string,
  known: ParseArgsOptionsConfig,
  said: string | null,
): UsageError {
  if (said !== null) return new UsageError(said)
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(known))
  const hint = near === null ? `see corskit ${command} --help` : `did you mean --${near}?`
  return new UsageError(`unknown option ${named(rawName)}: ${hint}`)
}

/** One of a few words. @param meant other words that people write, and what they mean by them */
export function oneOf<const Word extends string>(
  option: string,
  value: string,
  words: readonly Word[],
  meant: ReadonlyMap<string, Word> = new Map(),
): Word {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  const near = meant.get(value.toLowerCase()) ?? nearest(value, words)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`${option} ${named(value)}: expected one of ${words.join(', ')}${hint}`)
}
