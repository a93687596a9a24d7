import { expect, test } from 'vitest'
import { xmlComment } from './xml.ts'

test.each(['-', '--', '---', '----', 'x--y---z', '-->', '--->'])('%s ends no comment', (line) => {
  const [start, text = '', end] = xmlComment([line])
  expect([start, end]).toEqual(['<!--', '-->'])
  expect(text).not.toContain('--')
  expect(text.replaceAll(' ', '')).toBe(line)
})
