/** Mutants that were judged equivalent are those of the code as it is now. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { EQUIVALENT } from './mutate/equivalent.ts'
import { mutantsOf } from './mutate/mutants.ts'

const pathOf = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))

test.each([...new Set(EQUIVALENT.map(({ file }) => file))])('each one of %s is still there', (file) => {
  expect(existsSync(pathOf(file))).toBe(true)
  const text = readFileSync(pathOf(file), 'utf8')
  const lines = text.split('\n')
  const mutants = mutantsOf(pathOf(file), text)
  const gone = EQUIVALENT.filter((each) => {
    if (each.file !== file) return false
    return !mutants.some(
      ({ original, replacement, line }) =>
        original === each.original &&
        replacement === each.replacement &&
        (lines[line - 1] as string).includes(each.line ?? ''),
    )
  })
  expect(gone.map(({ original, replacement, line = '' }) => `${original} => ${replacement} ${line}`)).toEqual([])
})
