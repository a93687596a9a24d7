/** What every adapter does, told as requests over real HTTP. */
import { describe, test } from 'vitest'
import { definePolicy } from '../../policy/define.ts'
import { actualRequests } from './actual-requests.ts'
import { appsOwn } from './apps-own.ts'
import { expectAllowed, from, OTHER, withServer } from './cases.ts'
import { guarded } from './guarded.ts'
import type { Harness } from './harness.ts'
import { everyone, explained, functions, nested, predicates, replacement, twoPolicies } from './policies.ts'
import { APP, POLICY } from './policy.ts'
import { preflights } from './preflights.ts'

export function describeBehaviour(name: string, harness: Harness): void {
  describe(name, () => {
    describeCore(harness)
    withServer(harness, 'everyone, without credentials', { '/': { origin: '*', exposedHeaders: '*' } }, everyone)
    withServer(harness, 'explain', { '/': { ...POLICY, explain: true } }, explained)
    withServer(harness, 'two policies on two paths', { '/a': POLICY, '/b': { ...POLICY, origin: OTHER } }, twoPolicies)
    const inner = { origin: OTHER, methods: POLICY.methods }
    withServer(harness, 'a policy in a policy', { '/': POLICY, '/a': inner }, (ask) => {
      nested(ask, harness.preflightsAreOuter === true)
    })
    withServer(harness, 'a policy object', { '/': definePolicy(POLICY) }, (ask) => {
      test('is taken as it is', async () => {
        expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      })
    })
    functions(harness)
    predicates(harness)
    replacement(harness)
    describe('guard', () => guarded(harness))
  })
}

/** What can be told of one server with `POLICY`, wherever it runs. */
export function describeCore(harness: Pick<Harness, 'start' | 'ownVary'>): void {
  withServer(harness, 'an actual request', { '/': POLICY }, actualRequests)
  withServer(harness, 'a preflight', { '/': POLICY }, preflights)
  withServer(harness, 'what the app does itself', { '/': POLICY }, appsOwn)
}
