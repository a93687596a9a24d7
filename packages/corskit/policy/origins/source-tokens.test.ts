import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { tokensOf } from './source-tokens.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: sources of functions
/** Pieces that mean the same wherever an operand may stand, each with its tokens. */
const OPERANDS: readonly (readonly [source: string, ...tokens: string[]])[] = [
  ['a', 'a'],
  ['$_9', '$_9'],
  ['é中', 'é中'],
  ['12', '12'],
  ["''", "''"],
  ["'a'", "''"],
  ["'\\''", "''"],
  ["'\\\\'", "''"],
  ["'/* b( */'", "''"],
  ["'`${'", "''"],
  ['"\\""', "''"],
  ['"a\\\nb"', "''"],
  ['"\'"', "''"],
  ['``', "''"],
  ['`a(1) "`', "''"],
  ['`\\``', "''"],
  ['`\\${a}`', "''"],
  ['`$`', "''"],
  ['`$a{b}`', "''"],
  ['`$${a}`', '{', 'a', '}', "''"],
  ['`${a}`', '{', 'a', '}', "''"],
  ['`x${a}y${b}z`', '{', 'a', '}', '{', 'b', '}', "''"],
  ['`${{ b: { c } }}`', '{', '{', 'b', ':', '{', 'c', '}', '}', '}', "''"],
  ['`${`${a}(`}`', '{', '{', 'a', '}', "''", '}', "''"],
  ['`${() => { return 1 }}}`', '{', '(', ')', '=>', '{', 'return', '1', '}', '}', "''"],
  ['/a/', "''"],
  ['/\\//g', "''"],
  ['/[/]/', "''"],
  ['/[\\]/]/u', "''"],
  ['/"/', "''"],
  ['/[]a/', "''"],
  ['/[/a]/', "''"],
  ['/`/', "''"],
  ['/a(/', "''"],
  ['(a)', '(', 'a', ')'],
  ['[a]', '[', 'a', ']'],
  ['a.b', 'a', '.', 'b'],
  ['a?.b', 'a', '?.', 'b'],
  ['a?.(1)', 'a', '?.', '(', '1', ')'],
  ['a?.5:b', 'a', '?', '.', '5', ':', 'b'],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: -

/** What may stand between operands: a slash behind an operand divides. */
const BETWEEN: readonly (readonly [source: string, ...tokens: string[]])[] = [
  [' + ', '+'],
  ['/', '/'],
  [' / ', '/'],
  ['/=', '/', '='],
  [' /* a / b */ / ', '/'],
  [' // a /\n / ', '/'],
  [' // "\r / ', '/'],
  [' // `\u2028 , ', ','],
  [', ', ','],
  [';\n', ';'],
  [' => ', '=>'],
  [' = ', '='],
  [', ...', ',', '...'],
  [' /*\n*/ : ', ':'],
  ['; return ', ';', 'return'],
  [' instanceof ', 'instanceof'],
  [' in ', 'in'],
  ['; typeof ', ';', 'typeof'],
  ['; throw ', ';', 'throw'],
  ['; case ', ';', 'case'],
  [' of ', 'of'],
  ['; delete ', ';', 'delete'],
  ['; void ', ';', 'void'],
  ['; do ', ';', 'do'],
  ['; else ', ';', 'else'],
  ['; await ', ';', 'await'],
  ['; yield ', ';', 'yield'],
  ['; new ', ';', 'new'],
  [' ** !', '*', '*', '!'],
  [' + /* a(/ */ ', '+'],
  [' = /**/ ', '='],
  [', // "/a/ (\n ', ','],
  ['; return /* / */ ', ';', 'return'],
]

test.each(OPERANDS)('%s is read as %s', (source, ...tokens) => {
  expect(tokensOf(source)).toEqual(tokens)
  expect(tokensOf(` ${source}\n`)).toEqual(tokens)
})

test.each(BETWEEN)('%j between operands is read as %j', (source, ...tokens) => {
  for (const [left, ...before] of OPERANDS) {
    for (const [right, ...after] of OPERANDS) {
      // Two slashes are a comment.
      if (source.endsWith('/') && right.startsWith('/')) continue
      const text = left + source + right
      expect([text, tokensOf(text)]).toEqual([text, [...before, ...tokens, ...after]])
    }
  }
})

test('a long source is read piece by piece', () => {
  const pair = fc.tuple(fc.constantFrom(...OPERANDS), fc.constantFrom(...BETWEEN))
  const property = fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
    const pieces = pairs.flatMap(([[operand, ...of], [between, ...tokens]]) => [
      { text: operand, tokens: of },
      { text: `${between} `, tokens },
    ])
    expect(tokensOf(pieces.map(({ text }) => text).join(''))).toEqual(pieces.flatMap(({ tokens }) => tokens))
  })
  fc.assert(property, runs(500))
})

test.each<[string, string[]]>([
  ['a b', ['a', 'b']],
  ['a\u0080\uffffb', ['a\u0080\uffffb']],
  ['a\u007fb', ['a', '\u007f', 'b']],
  ['a-b', ['a', '-', 'b']],
  ['returns / a / 1', ['returns', '/', 'a', '/', '1']],
  ['xreturn /a/', ['xreturn', '/', 'a', '/']],
  ['a++ / b', ['a', '+', '+', '/', 'b']],
  ['} /a/ 1', ['}', '/', 'a', '/', '1']],
  ['/[a', ['/', '[', 'a']],
  ['/a\n/', ['/', 'a', '/']],
  ['= /[\n]/', ['=', '/', '[', ']', '/']],
  ["'a", ["'", 'a']],
  ['`a', ["''", 'a']],
  ['`a${', ['{']],
  ['/* a', ['/', '*', 'a']],
  ['....a', ['...', '.', 'a']],
  ['=>>', ['=>', '>']],
  ['', []],
])('%j is read as %j, broken or not', (source, tokens) => expect(tokensOf(source)).toEqual(tokens))
