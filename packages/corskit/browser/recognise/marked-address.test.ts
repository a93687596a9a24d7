import { test } from 'vitest'
import { editsOf } from '../../../../testing/edits.ts'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { markedAddress } from './marked-address.ts'

const MARKED = ['<a>', '<a|b>', 'a|b>', '[t](a)', '[t](a "b c")', 't](a)', '](a)', '[t|a]', 't|a]', '[t|a|s]', '[t|a|s']

test('the address in marks, and in what is one edit away from marks', () => {
  const texts = new Set(MARKED.flatMap((text) => [...editsOf(text, [...'<>[]()| c^'])]))
  expectGolden(
    new URL('marked.golden.txt', import.meta.url),
    [...texts].map((text) => `${brief(text)} ${markedAddress(text) ?? '-'}`),
  )
})
