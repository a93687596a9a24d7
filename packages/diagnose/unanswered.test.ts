/** A probe without an answer proves nothing. Every style in which frameworks refuse is asked, without each answer. */
import { expect, test } from 'vitest'
import { causesOf } from './investigate.ts'
import { diagnoseInMemory } from './testing/ask-in-memory.ts'
import { requestOf, STYLES, serverOf, WRONGS } from './testing/refusing-servers.ts'

/** One status of each kind, to be quick. */
const SOME = STYLES.filter(({ status, strangers }) => [200, 400, 403, 405].includes(status) && strangers !== 401)

test.each(WRONGS)('$what of $method $headers, from $page: nothing else is told as likely', async (wrong) => {
  // Where the page is allowed, it does not matter how strangers are answered.
  const styles = SOME.filter(({ strangers }) => wrong.page !== undefined || strangers === 200)
  for (const style of styles) {
    const full = await diagnoseInMemory(requestOf(wrong), serverOf(style))
    const names = full.probes.map(({ probe }) => probe.name)
    for (const silent of [...names.map((name) => [name]), names]) {
      const { causes } = await diagnoseInMemory(requestOf(wrong), serverOf(style), (name) => !silent.includes(name))
      const said = `${JSON.stringify(style)} without ${silent}: ${causes.map(({ confidence, id }) => `${id} (${confidence})`)}`
      expect(causes.length, said).toBeGreaterThan(0)
      for (const { confidence, evidence, id } of causes) {
        const known = full.causes.find((cause) => cause.id === id)?.confidence
        if (confidence === 'certain' && known !== 'certain') expect(wrong.causes, said).toContain(id)
        if (confidence === 'likely' && known === undefined) expect(wrong.causes, said).toContain(id)
        expect(evidence.length, said).toBeGreaterThan(0)
      }
    }
  }
})

test('the preflight for a key is refused with 400, and the simplest preflight is not answered: it is not certain why', async () => {
  const starlette = { status: 400, lists: true, varies: true, strangers: 200 }
  const request = requestOf({ what: 'a header', headers: ['x-api-key'], causes: [] })
  const { causes } = await diagnoseInMemory(request, serverOf(starlette), (name) => name !== 'simple-preflight')
  expect(causes.map(({ confidence, id }) => ({ confidence, id }))).toEqual([
    { confidence: 'possible', id: 'options-not-handled' },
  ])
  expect(causes[0]?.evidence).toContain('A preflight for GET: OPTIONS /users was not answered')
  expect(causes[0]?.confirm).not.toBeNull()
})

test.each(WRONGS)('$what of $method $headers, from $page: nothing is certain that a probe refutes', async (wrong) => {
  const refuted: string[] = []
  for (const style of STYLES) {
    const { evidence, causes, probes } = await diagnoseInMemory(requestOf(wrong), serverOf(style))
    const known = causes.filter(({ confidence }) => confidence === 'certain').map(({ id }) => id)
    // Each probe may be the last one: `--no-probe`, a HAR, a limit.
    for (let sent = 0; sent < probes.length; sent++)
      for (const { confidence, id } of causesOf(evidence, probes.slice(0, sent)))
        if (confidence === 'certain' && !known.includes(id))
          refuted.push(`${JSON.stringify(style)} after ${sent} of ${probes.length} probes: ${id}`)
  }
  expect(refuted).toEqual([])
})
