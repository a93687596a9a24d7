import { expect, test } from 'vitest'
import { CAUSE_RULES } from './all.ts'

test('every cause has a name of its own, and all the words that its page needs', () => {
  const ids = CAUSE_RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const rule of CAUSE_RULES) {
    expect(rule.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const text of [rule.title, rule.symptom, rule.sure, rule.why, rule.fix])
      expect(text.length).toBeGreaterThan(10)
  }
})

test('no cause recommends what opens the server to everybody', () => {
  for (const { fix } of CAUSE_RULES) {
    const advice = fix.replace(/Do not allow `null`/, '')
    expect(advice).not.toMatch(/no-cors|disable (the )?(web )?security|reflect|allow `?null/i)
  }
})
