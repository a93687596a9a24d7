/** A list of many origins is looked at as closely as one: where each is compared wrongly, and where a single one is. */
import { describe, expect, test } from 'vitest'
import { rightServer, verifyInProcess } from '../testing/in-process.ts'
import type { VerifyOptions } from './verify.ts'

/** How a server compares an origin with one of its list, wrongly. */
const COMPARED_WRONGLY: Readonly<Record<string, (origin: string, listed: string) => boolean>> = {
  'the beginning': (origin, listed) => origin.startsWith(listed),
  'the end': (origin, listed) => origin.endsWith(hostOf(listed)),
  'a dot for any character': (origin, listed) => new RegExp(`^${listed}$`).test(origin),
  'any scheme': (origin, listed) => origin.endsWith(`://${hostOf(listed)}`),
  'any port': (origin, listed) => origin.replace(/:\d+$/, '') === listed,
  'its subdomains': (origin, listed) => origin.endsWith(`.${hostOf(listed)}`),
  'its siblings': (origin, listed) => origin.replace(/\/\/[a-z]+\./, '//') === listed.replace(/\/\/[a-z]+\./, '//'),
  'the name above it': (origin, listed) => origin === `https://${parentOf(listed)}`,
  'its first label and more': (origin, listed) => {
    const [first = '', ...rest] = hostOf(listed).split('.')
    return new RegExp(`^https://${first}(?:-[a-z0-9-]+)?\\.${rest.join('\\.')}$`).test(origin)
  },
  'a part of it': (origin, listed) => listed.includes(origin) && origin.length > 10,
}

const hostOf = (origin: string) => origin.slice('https://'.length)
const parentOf = (origin: string) => hostOf(origin).replace(/^[^.]+\./, '')

describe.each(Object.entries(COMPARED_WRONGLY))('a server with a list compares %s', (_, isWrong) => {
  const listOf = (count: number) => Array.from({ length: count }, (_, at) => `https://app.site${at}.com`)
  const isFound = (count: number, wrong: readonly number[], options: VerifyOptions = {}) => {
    const listed = listOf(count)
    const policy = { origin: listed, credentials: true }
    const faulty = wrong.map((at) => listed[at] as string)
    const isLetIn = (asked: string) => listed.includes(asked) || faulty.some((one) => isWrong(asked, one))
    const server = rightServer({ ...policy, origin: isLetIn, dangerouslyAllowInsecureOrigins: true })
    return verifyInProcess(policy, server, options).differences.some(({ kind }) => kind === 'wider')
  }

  test.each([1, 2, 6, 30])('with one of %i origins', (count) => {
    for (const at of [0, Math.floor(count / 2), count - 1]) expect(isFound(count, [at]), `${at}`).toBe(true)
  })

  test.each([12, 30, 100])('with all of %i, and few requests', (count) => {
    expect(isFound(count, [...listOf(count).keys()], { limit: 40 + 4 * count })).toBe(true)
  })
})

test('another extension, too, is one that is not allowed', () => {
  const ids = [
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'moz-extension://3c1f0d2e-0d1c-4f7b-9f5e-1a2b3c4d5e6f',
  ]
  for (const origin of ids) {
    const server = rightServer({ origin: (asked) => asked.startsWith(origin.slice(0, origin.indexOf(':'))) })
    const { differences } = verifyInProcess({ origin }, server)
    expect(
      differences.some(({ kind }) => kind === 'wider'),
      origin,
    ).toBe(true)
    expect(verifyInProcess({ origin }, rightServer({ origin })).differences).toEqual([])
  }
})
