/** Mutants that change nothing that anybody could see, each with the reason. Named by what is written there, so that a line more does not matter. */
import type { Mutant } from './mutants.ts'

interface Equivalent {
  readonly file: string
  readonly original: string
  readonly replacement: string
  readonly why: string
}

const EQUIVALENT: readonly Equivalent[] = []

export const isEquivalent = (file: string, { original, replacement }: Mutant): boolean =>
  EQUIVALENT.some((one) => one.file === file && one.original === original && one.replacement === replacement)
