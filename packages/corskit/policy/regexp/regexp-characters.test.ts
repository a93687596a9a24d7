import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { expect, test } from 'vitest'
import { type ClassFlags, charactersOf } from './regexp-characters.ts'

/** Not a literal: the target of the types does not know the flag. */
const V = 'v'

const ATOMS: readonly [string, string?][] = [
  ...['.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', 'a', 'Z', '\\-', '\\.', '\\/', '\\u002e', '\\x41'].map(
    (atom): [string] => [atom],
  ),
  ...[
    '[a-z]',
    '[^a-z]',
    '[A-Z]',
    '[Z-a]',
    '[@-[]',
    '[`-{]',
    '[0-9a-f]',
    '[^0-9]',
    '[^]',
    '[]',
    '[\\d.]',
    '[^\\d.]',
    '[\\W\\d]',
    '[^\\W\\d]',
    '[\\s\\S]',
    '[a\\-z]',
    '[^\\s]',
    '[\\b]',
    '[z-~]',
    '[!-/]',
    '[^b-da-c]',
    '[^a-cb]',
    '[\\u0000-\\uffff]',
    '[^\\u0001-\\ufffe]',
    '[^\\u0000]',
    '[^\\uffff]',
  ].map((atom): [string] => [atom]),
  ...[
    'a',
    'Z',
    '[a-f]',
    '[A-F]',
    '[Z-a]',
    '[^a-z]',
    '[@-[]',
    '[`-{]',
    '[y-z]',
    '[a-b]',
    '[0-9]',
    '\\d',
    '[^A]',
    '[X-c]',
  ].map((atom): [string, string] => [atom, 'i']),
  ...['\\p{Lu}', '\\p{Ll}', '\\P{Lu}', '[\\p{Lu}\\d]'].map((atom): [string, string] => [atom, 'iu']),
  ...['\\p{Lu}', '[a-f]', '[\\p{Lu}--[A-F]]', '[[A-Z]&&[C-X]]', '\\P{Lu}', '[^\\p{Lu}]'].map(
    (atom): [string, string] => [atom, `i${V}`],
  ),
  ...['\\p{L}', '\\P{L}', '\\p{Lu}', '[\\p{L}\\d]', '[^\\p{L}]', '\\p{ASCII}', '.'].map((atom): [string, string] => [
    atom,
    'u',
  ]),
  ...['\\p{L}', '[\\p{L}--[a-z]]', '[[a-z]&&[aeiou]]', '[^[a-z]]', '[a-z]', '[\\d--[5]]'].map(
    (atom): [string, string] => [atom, V],
  ),
]

/** Above ASCII, flags that know of cases and properties are not modelled: origins are ASCII. */
test.each(ATOMS)('%s with the flags %s reads what the engine reads', (atom, flags = '') => {
  const isUnicode = flags.includes('u') || flags.includes(V)
  const pattern = new RegExpParser().parsePattern(atom, 0, atom.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes(V),
  })
  const element = pattern.alternatives[0]?.elements[0] as AST.Element
  const set = charactersOf(element, flags as ClassFlags)
  const one = new RegExp(`^${atom}$`, flags === '' ? 's' : `s${flags}`)
  const most = isUnicode || flags.includes('i') ? 0x7f : 0xffff
  for (let code = 0; code <= most; code++) {
    const isIn = set.some(([min, max]) => min <= code && code <= max)
    // A dot reads line ends in the model: no origin has one.
    if (atom === '.' && [0x0a, 0x0d, 0x2028, 0x2029].includes(code)) continue
    if (isIn !== one.test(String.fromCharCode(code)))
      expect.unreachable(`${code.toString(16)} is ${isIn ? '' : 'not '}in it`)
  }
  for (const [min, max] of set) expect(min <= max && min >= 0 && max <= 0xffff).toBe(true)
})
