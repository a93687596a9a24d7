import { expect, test } from 'vitest'
import { OPTION_NAMES } from '../packages/corskit/policy/options.ts'
import { readDocument } from './generated-docs.ts'

test('docs/policy.md has a row for every option, and for no other', () => {
  const table = readDocument('docs/policy.md').split('## Options')[1]?.split('\n## ')[0] ?? ''
  const rows = Array.from(table.matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name)
  expect(rows.sort()).toEqual([...OPTION_NAMES].sort())
})
