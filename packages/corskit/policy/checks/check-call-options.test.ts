/** The second argument of `cors` and `guard`: which options each has, and what is said of the others. */
import { describe, expect, test } from 'vitest'
import { checkCallOptions } from './check-call-options.ts'
import type { PolicyError } from './issue.ts'

const RIGHT = { timeout: 1000, onFault: () => {}, bypass: () => false, onError: () => new Response() }
const NAMES = ['timeout', 'onFault', 'bypass', 'onError'] as const

const TOLD = {
  timeout: 'timeout-invalid timeout: 5000',
  onFault: 'option-wrong-type onFault: (fault) => console.error(fault)',
  bypass:
    'option-wrong-type bypass: write a function of what the adapter hands over, which gives true where the request may pass',
  onError: 'option-wrong-type onError: write a function of the error that gives the response',
}

function said(options: object, also: 'bypass' | 'onError' | undefined): readonly string[] {
  try {
    const taken = checkCallOptions(options, also)
    expect(taken).toEqual(options)
    return []
  } catch (error) {
    return (error as PolicyError).issues.map(({ code, path, fix }) => `${code} ${path}: ${fix}`)
  }
}

describe.each([
  [undefined, ['timeout', 'onFault']],
  ['bypass', ['timeout', 'onFault', 'bypass']],
  ['onError', ['timeout', 'onFault', 'onError']],
] as const)('with %s', (also, own) => {
  const isOwn = (name: string) => (own as readonly string[]).includes(name)

  test.each(NAMES)('%s', (name) => {
    const unknown = isOwn(name) ? [] : [`option-unknown ${name}: remove ${name}`]
    expect(said({ [name]: RIGHT[name] }, also)).toEqual(unknown)
    expect(said({ [name]: undefined }, also)).toEqual(unknown)
  })

  test('together, and each that is wrong is told', () => {
    expect(said(Object.fromEntries(own.map((name) => [name, RIGHT[name]])), also)).toEqual([])
    expect(said(Object.fromEntries(own.map((name) => [name, 'x'])), also)).toEqual(own.map((name) => TOLD[name]))
  })
})
