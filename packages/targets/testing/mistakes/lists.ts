/** Servers that allow other methods and headers, or do not tell preflights from other requests. */
import type { VerifyAnswer } from '../../verify/words.ts'
import { headerOf, rightServer } from '../in-process.ts'
import {
  add,
  changing,
  EXPOSED,
  edit,
  HEADERS,
  has,
  isDynamic,
  isPreflight,
  MAX_AGE,
  METHODS,
  names,
  ORIGIN,
  reflect,
  set,
  type WrongServer,
  where,
} from './make.ts'

export const LISTS: Readonly<Record<string, WrongServer>> = {
  'the preflight passes, the answer has no headers': changing(({ headers }, probe) => {
    if (!isPreflight(probe)) edit(headers, ORIGIN, () => null)
  }),
  'the answer has headers, the preflight none': changing(({ headers }, probe) => {
    if (isPreflight(probe)) edit(headers, ORIGIN, () => null)
  }),
  'the preflight needs a login': changing((answer, probe) => {
    if (isPreflight(probe)) answer.status = 401
  }),
  'the preflight is redirected': changing((answer, probe) => {
    if (isPreflight(probe)) answer.status = 301
  }),
  'whatever method is asked for': changing(({ headers }, probe) => {
    const asked = headerOf(probe, 'access-control-request-method')
    if (asked !== null && has(headers, ORIGIN)) set(headers, METHODS, asked)
  }),
  'a method more': changing(({ headers }, probe) => {
    if (isPreflight(probe) && has(headers, ORIGIN)) add(headers, METHODS, 'PROPFIND')
  }),
  'a method is missing': where(
    ({ methods }) => names(methods).length > 0,
    (policy) => rightServer({ ...policy, methods: names(policy.methods).slice(1) }),
  ),
  'methods in lower case': where(
    ({ methods }) => names(methods).length > 0,
    changing(({ headers }) => edit(headers, METHODS, (value) => value.toLowerCase())),
  ),
  'whatever header is asked for': changing(({ headers }, probe) => {
    const asked = headerOf(probe, 'access-control-request-headers')
    if (asked !== null && has(headers, ORIGIN)) set(headers, HEADERS, asked)
  }),
  'a header more': changing(({ headers }, probe) => {
    if (isPreflight(probe) && has(headers, ORIGIN)) add(headers, HEADERS, 'x-debug')
  }),
  'any header by *': where(
    ({ credentials }) => credentials !== true,
    changing(({ headers }, probe) => {
      if (isPreflight(probe) && has(headers, ORIGIN)) add(headers, HEADERS, '*')
    }),
  ),
  'another path is open to everybody': where(
    isDynamic,
    changing(({ headers }, probe) => {
      if (new URL(probe.url).pathname !== '/') reflect(headers, probe, true)
    }),
  ),
  'a header is missing': where(
    ({ allowedHeaders }) => names(allowedHeaders).length > 0,
    (policy) => rightServer({ ...policy, allowedHeaders: names(policy.allowedHeaders).slice(1) }),
  ),
  'remembered for longer': changing(({ headers }) => {
    if (has(headers, ORIGIN)) set(headers, MAX_AGE, '86399')
  }),
  'max-age is missing': where(
    ({ maxAge }) => maxAge !== undefined && maxAge !== 5,
    changing(({ headers }) => edit(headers, MAX_AGE, () => null)),
  ),
  'script sees every header': where(
    ({ credentials }) => credentials !== true,
    changing(({ headers }, probe) => {
      if (has(headers, ORIGIN) && !isPreflight(probe)) set(headers, EXPOSED, '*')
    }),
  ),
  'script sees a header more': changing(({ headers }, probe) => {
    if (has(headers, ORIGIN) && !isPreflight(probe)) add(headers, EXPOSED, 'x-secret')
  }),
  'an exposed header is missing': where(
    ({ exposedHeaders }) => names(exposedHeaders).length > 0,
    (policy) => rightServer({ ...policy, exposedHeaders: names(policy.exposedHeaders).slice(1) }),
  ),
  'error pages have no headers': changing((answer) => {
    if (answer.status >= 400) answer.headers.splice(0)
  }),
  'every OPTIONS is taken for a preflight': changing((answer, probe) => {
    if (probe.method !== 'OPTIONS' || isPreflight(probe)) return
    answer.status = 204
    answer.headers.push([METHODS, 'GET'])
  }),
  'without Origin it is refused': where(
    isDynamic,
    changing((answer, probe) => {
      if (headerOf(probe, 'origin') === null) answer.status = 403
    }),
  ),
  'every second answer has no headers': (policy) => {
    const right = rightServer(policy)
    let count = 0
    return (probe): VerifyAnswer => (count++ % 2 === 0 ? right(probe) : { status: 200, headers: [] })
  },
}
