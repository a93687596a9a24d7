import { describe, expect, test } from 'vitest'
import type { Header } from '../../protocol/header-list.ts'
import { chromiumProfile } from '../profiles/chromium.ts'
import { firefoxProfile } from '../profiles/firefox.ts'
import { standardProfile } from '../profiles/standard.ts'
import { webkitProfile } from '../profiles/webkit.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { keptLines } from './kept-lines.ts'

/** The lines of one name, between lines of another, and those that are left of them. */
function kept(name: string, values: readonly string[], profile: EngineProfile): readonly string[] {
  const headers: Header[] = [['x-first', '1'], ...values.map((value): Header => [name, value]), ['x-last', '2']]
  const left = keptLines({ status: 200, headers }, profile).headers
  expect([left.at(0), left.at(-1)]).toEqual([headers.at(0), headers.at(-1)])
  return left.slice(1, -1).map(([, value]) => value)
}

describe('Firefox keeps of several lines', () => {
  const ROWS: readonly (readonly [values: readonly string[], left: readonly string[]])[] = [
    [[], []],
    [['a'], ['a']],
    [[''], ['']],
    [['', ''], ['']],
    [['', 'a'], ['a']],
    [['a', ''], ['a']],
    [
      ['a', '', 'b', ''],
      ['a', 'b'],
    ],
    [['', '', 'a'], ['a']],
    [[' '], [' ']],
    [['', ' '], [' ']],
  ]
  test.each(ROWS)('%j of a name: %j', (values, left) => {
    expect(kept('x-a', values, firefoxProfile)).toEqual(left)
    expect(kept('access-control-allow-methods', values, firefoxProfile)).toEqual(left)
  })

  test.each(ROWS)('%j of a name whose lines are counted: all', (values) => {
    for (const name of ['access-control-allow-origin', 'location'])
      expect(kept(name, values, firefoxProfile)).toEqual(values)
  })

  test('an empty line of a name, whatever other names say', () => {
    const headers: Header[] = [
      ['x-a', ''],
      ['x-b', 'b'],
      ['x-b', ''],
      ['x-a', ''],
    ]
    expect(keptLines({ status: 200, headers }, firefoxProfile).headers).toEqual([
      ['x-a', ''],
      ['x-b', 'b'],
    ])
  })
})

test.each([standardProfile, chromiumProfile, webkitProfile])('others keep all: $engine', (profile) => {
  for (const name of ['x-a', 'location']) expect(kept(name, ['', 'a', ''], profile)).toEqual(['', 'a', ''])
})
