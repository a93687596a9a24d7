/** The forms in which an adapter takes its policy. */

import { expect, test } from 'vitest'
import { definePolicy } from '../../policy/define.ts'
import { replaceablePolicy } from '../../policy/replaceable.ts'
import { type Ask, EVIL, expectAllowed, expectNoCors, from, OTHER, preflightOf, varyOf, withServer } from './cases.ts'
import type { Harness } from './harness.ts'
import { APP, POLICY } from './policy.ts'

export function everyone(ask: Ask): void {
  test.each([APP, EVIL, 'null'])('%s gets * and no Vary', async (origin) => {
    const response = await ask({ path: '/hello', headers: from(origin) })
    expect(response.lines('access-control-allow-origin')).toEqual(['*'])
    expect(response.lines('access-control-expose-headers')).toEqual(['*'])
    expect(response.names).not.toContain('access-control-allow-credentials')
    expect(varyOf(response)).not.toContain('origin')
  })
  test('also a request without Origin gets *, because a cache may keep its response for others', async () => {
    expect((await ask({ path: '/hello' })).lines('access-control-allow-origin')).toEqual(['*'])
  })
}

export function explained(ask: Ask): void {
  test('a denied preflight says why', async () => {
    const response = await ask(preflightOf('PATCH', 'x-a'))
    expect(response.header('corskit-reason')).toBe('method-not-allowed: PATCH: add it to methods')
    const stranger = await ask(preflightOf('PUT', 'x-a', EVIL))
    expect(stranger.header('corskit-reason')).toBe('origin-not-allowed: this origin is not in the policy')
    expectNoCors(stranger)
  })
  test('an allowed one says nothing', async () => {
    expect((await ask(preflightOf('PUT', 'x-a'))).header('corskit-reason')).toBeNull()
  })
}

export function twoPolicies(ask: Ask): void {
  test.each([
    ['/a/hello', APP, OTHER],
    ['/b/hello', OTHER, APP],
  ])('%s is for %s and not for %s', async (path, allowed, denied) => {
    expectAllowed(await ask({ path, headers: from(allowed) }), allowed)
    expectNoCors(await ask({ path, headers: from(denied) }))
    expectAllowed(await ask(preflightOf('PUT', 'x-a', allowed, path)), allowed)
    expectNoCors(await ask(preflightOf('PUT', 'x-a', denied, path)))
  })
  test('a path under neither is left alone', async () => {
    const response = await ask({ path: '/hello', headers: from(APP) })
    expectNoCors(response)
    expect(varyOf(response)).not.toContain('origin')
  })
}

/** `nested` is the app's policy at `/` and another at `/a`. */
export function nested(ask: Ask, preflightsAreOuter: boolean): void {
  test('the inner one rules what is not a preflight, and nothing of the outer is left', async () => {
    const response = await ask({ path: '/a/hello', headers: from(OTHER) })
    expect(response.lines('access-control-allow-origin')).toEqual([OTHER])
    expect(response.names).not.toContain('access-control-allow-credentials')
    expect(response.names).not.toContain('access-control-expose-headers')
    expectNoCors(await ask({ path: '/a/hello', headers: from(APP) }))
  })
  test('the outer one rules the rest', async () => {
    expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
    expectNoCors(await ask({ path: '/hello', headers: from(OTHER) }))
    expectAllowed(await ask(preflightOf('PUT', 'x-a')))
  })
  const [ruling, other] = preflightsAreOuter ? [APP, OTHER] : [OTHER, APP]
  test(`the ${preflightsAreOuter ? 'outer' : 'inner'} one rules preflights`, async () => {
    const allowed = await ask(preflightOf('PUT', undefined, ruling, '/a/hello'))
    expect(allowed.lines('access-control-allow-origin')).toEqual([ruling])
    expect(allowed.lines('access-control-allow-methods')).toEqual(['PUT,DELETE'])
    expectNoCors(await ask(preflightOf('PUT', undefined, other, '/a/hello')))
  })
}

export function functions(harness: Harness): void {
  const byRequest = definePolicy(POLICY)
  withServer(harness, 'a function of the request', { '/': () => byRequest }, (ask) => {
    test('gives the policy', async () => {
      expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      expectAllowed(await ask(preflightOf('PUT', 'x-a')))
    })
  })
  withServer(harness, 'a function that takes its time', { '/': async () => byRequest }, (ask) => {
    test('gives the policy', async () => {
      expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      expectAllowed(await ask(preflightOf('PUT', 'x-a')))
      expectAllowed(await ask({ path: '/throws', headers: from(APP) }))
    })
  })
  withServer(harness, 'a function that gives no policy', { '/': () => null }, (ask) => {
    test('leaves the response alone', async () => {
      const response = await ask({ path: '/own-cors-head', headers: from(EVIL) })
      expect(response.header('access-control-allow-origin')).toContain('*')
      expect((await ask({ ...preflightOf('PUT'), path: '/hello' })).header('x-app')).toBe('options')
    })
  })
}

export function predicates(harness: Harness): void {
  const never = () => {
    throw new Error('thrown on purpose')
  }
  const quiet = { onFault: () => {} }
  const cases: [title: string, origin: (origin: string) => unknown, allowed: boolean][] = [
    ['that gives true', (origin) => origin === APP, true],
    ['that promises true', async (origin) => origin === APP, true],
    ['that gives something truthy', () => 'yes', false],
    ['that promises something truthy', async () => ({}), false],
    ['that throws', never, false],
    ['that rejects', async () => never(), false],
  ]
  for (const [title, origin, allowed] of cases) {
    withServer(
      harness,
      `a predicate ${title}`,
      { '/': { ...POLICY, ...quiet, origin: origin as () => boolean } },
      (ask) => {
        test(allowed ? 'allows' : 'denies', async () => {
          for (const request of [{ path: '/hello', headers: from(APP) }, preflightOf('PUT', 'x-a')]) {
            const response = await ask(request)
            if (allowed) expectAllowed(response)
            else expectNoCors(response)
            expect(varyOf(response)).toContain('origin')
          }
        })
      },
    )
  }
}

export function replacement(harness: Harness): void {
  const policies = [
    { ...POLICY, origin: APP, exposedHeaders: ['x-first'] },
    { ...POLICY, origin: OTHER, exposedHeaders: ['x-second'] },
  ] as const
  const policy = replaceablePolicy(policies[0])
  withServer(harness, 'a policy that is replaced while serving', { '/': policy }, (ask) => {
    test('is seen by each request as the old one or the new one', async () => {
      let replaced = 0
      const timer = setInterval(() => policy.replace(policies[++replaced % 2 === 0 ? 0 : 1]), 1)
      const seen = new Set<string>()
      try {
        for (let round = 0; round < 25; round++) {
          const origins = [APP, OTHER, APP, OTHER, APP, OTHER, APP, OTHER]
          const responses = await Promise.all(origins.map((origin) => ask({ path: '/hello', headers: from(origin) })))
          for (const response of responses) {
            seen.add(
              `${response.header('access-control-allow-origin')} ${response.header('access-control-expose-headers')}`,
            )
          }
        }
      } finally {
        clearInterval(timer)
      }
      const whole = ['null null', `${APP} x-first`, `${OTHER} x-second`]
      expect([...seen].filter((combination) => !whole.includes(combination))).toEqual([])
    })
  })
}
