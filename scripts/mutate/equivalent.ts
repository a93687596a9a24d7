/** Mutants that change nothing that anybody could see, each with the reason. Named by what is written there, so that a line more does not matter. */
import type { Mutant } from './mutants.ts'

interface Equivalent {
  readonly file: string
  readonly original: string
  readonly replacement: string
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
]

/** Bounds on work: a number near it does as well. */
const BUDGETS: readonly [file: string, original: RegExp][] = [
  ['packages/corskit/policy/regexp/admitted-origins.ts', /^(?:50_000|500_000|300|40)$/],
  ['packages/corskit/policy/regexp/linear-matcher.ts', /^1_000$/],
]

const isBudget = (file: string, { kind, original }: Mutant): boolean =>
  kind === 'number' && BUDGETS.some(([where, what]) => where === file && what.test(original))

export const isEquivalent = (file: string, mutant: Mutant): boolean =>
  isBudget(file, mutant) ||
  EQUIVALENT.some(
    ({ file: where, original, replacement }) =>
      where === file && original === mutant.original && replacement === mutant.replacement,
  )
