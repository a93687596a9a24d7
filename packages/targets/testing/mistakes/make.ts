/** How a server is made that is wrong in one thing. */
import { definePolicy, type PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import type { VerifyProbe } from '../../verify/words.ts'
import { factsOf } from '../../words/facts.ts'
import { headerOf, rightServer, type Server } from '../in-process.ts'

/** Makes it of the policy; `null` where that leaves no room for this mistake, and the server would be right. */
export type WrongServer = (policy: PolicyOptions) => Server | null

export const isAllowed = (policy: PolicyOptions, origin: string) => {
  const answer = definePolicy(policy).answer({ method: 'GET', origin })
  return !('then' in answer) && answer.headers.some(([name]) => name === 'access-control-allow-origin')
}

/**
 * Lets in what `also` says, beside what the policy allows.
 * @param witness an origin that only the wrong server allows
 */
export function admitting(policy: PolicyOptions, also: (origin: string) => boolean, witness: string): Server | null {
  if (policy.origin === '*' || isAllowed(policy, witness)) return null
  return rightServer({
    ...policy,
    dangerouslyAllowNullOrigin: true,
    origin: (origin) => also(origin) || isAllowed(policy, origin),
  })
}

/**
 * A member of one element: its scheme, host and port. Which one follows from the policy, so that over many policies
 * each place has its turn.
 */
export function sample(policy: PolicyOptions) {
  const { exact, sets } = factsOf(policy).facts
  const all = [...exact, ...sets.map(({ text }) => text)]
  const text = (all[JSON.stringify(policy).length % all.length] ?? '')
    .replace('*.', 'corskit.')
    .replace(/-\*/, '-corskit')
    .replace(':*', '')
  const [, scheme = '', host = '', port = ''] = /^([^:]+):\/\/([^:]+)(:\d+)?$/.exec(text) ?? []
  return { text, scheme, host, port, isAddress: /^[\d.]+$/.test(host) }
}

export const near =
  (
    mistake: (of: ReturnType<typeof sample>) => readonly [also: (origin: string) => boolean, witness: string] | null,
  ): WrongServer =>
  (policy) => {
    if (policy.origin === '*') return null
    const made = mistake(sample(policy))
    return made === null ? null : admitting(policy, ...made)
  }

/** Changes the answers of the right server; `null` of `change` leaves one as it is. */
export const changing =
  (
    change: (answer: { status: number; headers: Header[] }, probe: VerifyProbe, policy: PolicyOptions) => void,
  ): WrongServer =>
  (policy) => {
    const right = rightServer(policy)
    return (probe) => {
      const answer = right(probe)
      if ('networkError' in answer) return answer
      const copy = { status: answer.status, headers: answer.headers.map(([name, value]): Header => [name, value]) }
      change(copy, probe, policy)
      return copy
    }
  }

export const where =
  (holds: (policy: PolicyOptions) => boolean, mistake: WrongServer): WrongServer =>
  (policy) =>
    holds(policy) ? mistake(policy) : null

export function edit(headers: Header[], name: string, to: (value: string) => string | null): void {
  for (let at = headers.length - 1; at >= 0; at--) {
    const [each, value] = headers[at] ?? ['', '']
    if (each !== name) continue
    const next = to(value)
    if (next === null) headers.splice(at, 1)
    else headers[at] = [name, next]
  }
}

export const ORIGIN = 'access-control-allow-origin'
export const CREDENTIALS = 'access-control-allow-credentials'
export const METHODS = 'access-control-allow-methods'
export const HEADERS = 'access-control-allow-headers'
export const EXPOSED = 'access-control-expose-headers'
export const MAX_AGE = 'access-control-max-age'

export const has = (headers: readonly Header[], name: string) => headers.some(([each]) => each === name)
export const isPreflight = (probe: VerifyProbe) => headerOf(probe, 'access-control-request-method') !== null
export const isDynamic = ({ origin }: PolicyOptions) => origin !== '*'
export const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
export const set = (headers: Header[], name: string, value: string) => {
  edit(headers, name, () => null)
  headers.push([name, value])
}
export const add = (headers: Header[], name: string, more: string) => {
  const value = headers.find(([each]) => each === name)?.[1]
  set(headers, name, value === undefined ? more : `${value}, ${more}`)
}
export const reflect = (headers: Header[], probe: VerifyProbe, withCredentials: boolean) => {
  const origin = headerOf(probe, 'origin')
  if (origin === null) return
  set(headers, ORIGIN, origin)
  if (withCredentials) set(headers, CREDENTIALS, 'true')
}
