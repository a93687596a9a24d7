/** Every scene is played to its end by the model. */
import { describe, expect, test } from 'vitest'
import { asText } from '../stage/as-text.ts'
import { play } from '../stage/play.ts'
import { wordsOf } from '../testing/words-of.ts'
import { SCENES } from './all.ts'

test('there are at least twenty-four, each with an address of its own', () => {
  expect(SCENES.length).toBeGreaterThanOrEqual(24)
  expect(new Set(SCENES.map(({ id }) => id)).size).toBe(SCENES.length)
  expect(SCENES.filter(({ id }) => !/^[a-z0-9-]+$/.test(id))).toEqual([])
})

describe.each(SCENES.map((scene) => [scene.id, scene] as const))('%s', (_, scene) => {
  const values = scene.control.choices.map(({ value }) => value)

  test('is a question, in at most ninety words, with two sentences to remember', () => {
    expect(scene.title).toMatch(/\?$/)
    expect(wordsOf(scene.words)).toBeLessThanOrEqual(90)
    expect(scene.keep.match(/[.?](?= |$)/g)?.length).toBe(2)
  })

  test('says who does what, and blames no request on CORS', () => {
    const texts = [scene.title, scene.words, scene.goal, scene.keep, scene.article?.truth ?? '']
    expect(texts.filter((text) => /CORS (?:blocks|stops|prevents|rejects)/i.test(text))).toEqual([])
  })

  test('is not seen with the first choice, and is seen with another', async () => {
    const seen = await Promise.all(values.map(async (value) => scene.seen(await play(scene.experiment, value), value)))
    expect(seen[0]).toBe(false)
    expect(seen).toContain(true)
  })

  test('has a picture for every choice, and one that is seen looks otherwise than the first', async () => {
    const told = await Promise.all(
      values.map(async (value) => {
        const { picture } = await play(scene.experiment, value)
        const ids = picture.actors.map(({ id }) => id)
        for (const event of picture.events)
          for (const id of event.type === 'arrow' ? [event.from, event.to] : [event.at]) expect(ids).toContain(id)
        return { text: asText(picture).join('\n'), seen: scene.seen(await play(scene.experiment, value), value) }
      }),
    )
    expect(told.filter(({ seen, text }) => seen && text === told[0]?.text)).toEqual([])
  })
})
