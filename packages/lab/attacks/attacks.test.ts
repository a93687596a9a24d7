/** Every attack succeeds at the start, and its solution repairs it, by the model. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../testing/words-of.ts'
import { ATTACKS } from './all.ts'
import { readRules } from './world/rules.ts'
import { isRepaired, runByModel } from './world/run.ts'

describe.each(ATTACKS.map((attack) => [attack.id, attack] as const))('%s', (_, attack) => {
  test('is a question, in at most ninety words, with two sentences why', () => {
    expect(attack.title).toMatch(/\?$/)
    expect(wordsOf(attack.story)).toBeLessThanOrEqual(90)
    expect(attack.why.match(/[.?](?= |$)/g)?.length).toBe(2)
  })

  test('starts with an app that works and an attack that succeeds', async () => {
    const run = await runByModel(attack, attack.start)
    expect(run).toMatchObject({ app: { ok: true }, attack: { ok: true } })
    expect(isRepaired(run)).toBe(false)
  })

  test('has a solution: the app works and the attack fails', async () => {
    const run = await runByModel(attack, attack.solution)
    expect(run).toMatchObject({ app: { ok: true }, attack: { ok: false } })
    expect(isRepaired(run)).toBe(true)
  })

  test('is not repaired by an app that no longer works', async () => {
    const run = await runByModel(attack, '{ "origin": "https://nobody.example", "guard": true }')
    expect(isRepaired(run)).toBe(false)
  })
})

describe('the policy that a visitor writes', () => {
  test.each([
    ['', 'not JSON'],
    ['[]', 'Expected an object'],
    ['{}', 'origin'],
    ['{ "origin": { "byHand": "sounds" } }', '"byHand" is one of'],
    ['{ "origin": { "byHand": "constructor" } }', '"byHand" is one of'],
    ['{ "origin": "*", "guard": 1 }', '"guard" is true or false'],
    ['{ "origin": "*", "credentials": true }', 'credentials'],
    ['{ "orign": "*" }', 'orign'],
    [`{ "origin": "${'x'.repeat(5000)}" }`, '4000'],
  ])('%s is answered by a line that says what is wrong', (text, says) => {
    const read = readRules(text)
    expect('mistakes' in read && read.mistakes.join(' ')).toContain(says)
  })

  test('may have comments and commas at the end', () => {
    expect(readRules('{ // one\n "origin": ["https://a.example", /* two */], }')).toHaveProperty('rules')
    expect(readRules('{ "origin": "https://a.example" } // "')).toHaveProperty('rules')
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.string().map((text) => `{"origin":${JSON.stringify(text)}}`),
        ),
        (text) => {
          const read = readRules(text)
          expect('rules' in read || read.mistakes.length > 0).toBe(true)
        },
      ),
    )
  })
})
