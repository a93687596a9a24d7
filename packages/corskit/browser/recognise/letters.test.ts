import { expect, test } from 'vitest'
import { lettersOf, lettersOnly } from './letters.ts'

test('of ASCII, only letters in lower case and digits are left', () => {
  const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code))
  // `&`, `<`, `\\` and ESC begin what is written in place of other signs.
  const signs = ascii.filter((sign) => !'&<\\\x1b'.includes(sign))
  const { text, places } = lettersOf(signs.join(''))
  const kept = signs.filter((sign) => /[0-9A-Za-z]/.test(sign))
  expect(text).toBe(kept.join('').toLowerCase())
  expect(places).toEqual(kept.map((sign) => signs.indexOf(sign)))
})

test.each([
  ['Überprüfung', 'uberprufung'],
  ['ﬁnd', 'find'],
  ['跨來源 Ａ1', '跨來源a1'],
  ['a\u200b\u00adb', 'ab'],
  ['a<br>b&nbsp;c\\u0026d\\ne\x1b[31mf', 'abcdef'],
  ['a&b<c\\d', 'abcd'],
  ['a<br >b<br/>c<br />d<a href="x">e</a>f<b\n>g', 'abcdefg'],
  ['a<x>b<bx>c< b>d<b', 'axbbxcbdb'],
])('%j has the letters %s', (written, letters) => {
  expect(lettersOnly(written)).toBe(letters)
})
