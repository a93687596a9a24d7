import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import { CORS_ERROR_CODES, isCorsErrorCode } from '../words/reason-code.ts'
import { RULES } from '../words/rules.ts'
import { profileOf } from './profile-of.ts'

test('how each engine differs from the standard, and all codes and rules', () => {
  const rowsOf = (record: object, path = ''): [string, string][] =>
    Object.entries(record).flatMap(([name, value]): [string, string][] =>
      name === 'cache' ? rowsOf(value, `${name}.`) : [[path + name, brief(value)]],
    )
  const standard = new Map(rowsOf(profileOf('standard')))
  const lines = ENGINES.flatMap((engine) =>
    rowsOf(profileOf(engine))
      .filter(([name, value]) => engine === 'standard' || standard.get(name) !== value)
      .map(([name, value]) => `${engine} ${name}: ${value}`),
  )
  lines.push(...CORS_ERROR_CODES.map((code) => `${code} ${isCorsErrorCode(code)} ${isCorsErrorCode(`${code}s`)}`))
  lines.push(...Object.entries(RULES).map(([key, rule]) => `${key}: ${brief(rule)}`))
  expectGolden(new URL('profiles.golden.txt', import.meta.url), lines)
})
