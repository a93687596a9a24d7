/** Mutants that change nothing that anybody could see, each with the reason. Named by what is written there, so that a line more does not matter. */
import type { Mutant } from './mutants.ts'

interface Equivalent {
  readonly file: string
  readonly original: string
  readonly replacement: string
  /** A part of the line, where the same is written elsewhere in the file with another meaning. */
  readonly line?: string
  readonly why: string
}

const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'packages/corskit/policy/options.ts',
    original: 'true',
    replacement: 'false',
    why: 'only the names of this record are read',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '7919',
    replacement: '(7918)',
    why: 'any number scatters the places where an example is looked for',
  },
  {
    file: 'packages/corskit/policy/regexp/admitted-origins.ts',
    original: '7919',
    replacement: '7920',
    why: 'any number scatters the places where an example is looked for',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: 'states[x] ?? NOTHING',
    replacement: '(states[x])',
    why: 'every state has its characters: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/regexp/regexp-ambiguity.ts',
    original: 'states[y] ?? NOTHING',
    replacement: '(states[y])',
    why: 'every state has its characters: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/define.ts',
    original: 'checked === null || issues.length > 0',
    replacement: '(issues.length > 0)',
    why: 'where nothing was checked there is an issue: the compiler cannot know',
  },
  {
    file: 'packages/corskit/policy/origins/own-regexp.ts',
    original: "typeof value !== 'object' || value === null || sourceOf === undefined",
    replacement: "((typeof value !== 'object' || value === null) && (sourceOf === undefined))",
    why: 'the getter throws for what is not a RegExp, and that is caught',
  },
  {
    file: 'packages/corskit/policy/origins/origin-syntax.ts',
    original: 'end < 1 || end > MAX_SCHEME_LENGTH',
    replacement: '(end > MAX_SCHEME_LENGTH)',
    why: 'without a scheme, its first character is not a letter, or no slash follows',
  },
  {
    file: 'packages/corskit/policy/origins/callback-style.ts',
    original: '1',
    replacement: '(0)',
    line: 'body: source.slice(at + 1)',
    why: 'the closing parenthesis calls nothing',
  },
  {
    file: 'packages/corskit/browser/recognise/placed-message.ts',
    original: '0',
    replacement: '(-1)',
    line: 'start: places[start] ?? 0',
    why: 'every letter has its place: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/recognise/placed-message.ts',
    original: '0',
    replacement: '1',
    line: 'start: places[start] ?? 0',
    why: 'every letter has its place: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/recognise/readers.ts',
    original: '0',
    replacement: '(-1)',
    line: 'frame.letters[0]?.length ?? 0',
    why: 'every frame has letters: the compiler cannot know',
  },
  {
    file: 'packages/corskit/browser/recognise/readers.ts',
    original: '0',
    replacement: '1',
    line: 'frame.letters[0]?.length ?? 0',
    why: 'every frame has letters: the compiler cannot know',
  },
  {
    file: 'packages/corskit/protocol/suffix/public-suffix.ts',
    original: 'dot < 0',
    replacement: 'dot <= 0',
    why: 'no name that is asked for begins with a dot',
  },
  {
    file: 'packages/corskit/browser/fetch/http-fetch.ts',
    original: '0',
    replacement: '(-1)',
    line: 'cache.bypassedBy.size > 0',
    why: 'an empty set has no name: the size only saves time',
  },
  {
    file: 'packages/corskit/browser/fetch/http-fetch.ts',
    original: 'cache.bypassedBy.size > 0',
    replacement: 'cache.bypassedBy.size >= 0',
    why: 'an empty set has no name: the size only saves time',
  },
]

/** Bounds on work: a number near it does as well. */
const BUDGETS: readonly [file: string, original: RegExp][] = [
  ['packages/corskit/policy/regexp/admitted-origins.ts', /^(?:50_000|500_000|300|40)$/],
  ['packages/corskit/policy/regexp/linear-matcher.ts', /^1_000$/],
  ['packages/corskit/browser/recognise/similar-translation.ts', /^(?:2_000|40)$/],
  ['packages/corskit/browser/recognise/recognise-messages.ts', /^20_000$/],
]

const isBudget = (file: string, { kind, original }: Mutant): boolean =>
  kind === 'number' && BUDGETS.some(([where, what]) => where === file && what.test(original))

/** @param line what is written there, without the mutant */
export const isEquivalent = (file: string, mutant: Mutant, line: string): boolean =>
  isBudget(file, mutant) ||
  EQUIVALENT.some(
    (each) =>
      each.file === file &&
      each.original === mutant.original &&
      each.replacement === mutant.replacement &&
      line.includes(each.line ?? ''),
  )
