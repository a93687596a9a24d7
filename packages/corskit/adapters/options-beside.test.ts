import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { cors as lambdaCors, guard as lambdaGuard } from './lambda/lambda.ts'
import { cors as nextCors } from './next/next.ts'
import { cors as nodeCors, guard as nodeGuard } from './node/node.ts'
import { cors as webCors, guard as webGuard } from './web/web.ts'

type Call = (policy: object, options?: object) => unknown

const CALLS: Readonly<Record<string, unknown>> = {
  lambdaCors,
  lambdaGuard,
  nextCors,
  nodeCors,
  nodeGuard,
  webCors,
  webGuard,
}
const OTHERS: readonly unknown[] = [
  null,
  5000,
  'all',
  true,
  ['/webhook'],
  () => true,
  class Options {},
  Symbol('x'),
  Promise.resolve({ timeout: 5000 }),
  new Map([['timeout', 5000]]),
  new Set(),
  /x/,
  new Date(),
  new Error('x'),
  new Headers(),
  runInNewContext('Promise.resolve({})'),
]

test.each(Object.entries(CALLS))('%s: what stands beside the policy and is not an object is refused', (_, adapter) => {
  const call = adapter as Call
  for (const other of OTHERS) {
    expect(() => call({ origin: 'https://a.com' }, other as object)).toThrow(
      /beside a policy is an object, not .*\[options-not-an-object]/,
    )
  }
  for (const options of [
    {},
    Object.freeze({ timeout: 5 }),
    Object.create(null),
    Object.create({ timeout: 'x' }),
    new (class {
      timeout = 5
    })(),
    undefined,
  ]) {
    expect(() => call({ origin: 'https://a.com' }, options)).not.toThrow()
  }
})
