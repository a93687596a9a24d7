/** Servers that are wrong in one thing: the classes of misconfiguration that are about a policy. */
import { definePolicy, type PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import type { VerifyAnswer, VerifyProbe } from '../verify/words.ts'
import { factsOf } from '../words/facts.ts'
import { headerOf, rightServer, type Server } from './in-process.ts'

/** `null` where the policy leaves no room for this mistake: the server would be right. */
type Mistake = (policy: PolicyOptions) => Server | null

const isAllowed = (policy: PolicyOptions, origin: string) => {
  const answer = definePolicy(policy).answer({ method: 'GET', origin })
  return !('then' in answer) && answer.headers.some(([name]) => name === 'access-control-allow-origin')
}

/** Lets in what `also` says, beside what the policy allows. @param witness an origin that only the wrong server allows */
function admitting(policy: PolicyOptions, also: (origin: string) => boolean, witness: string): Server | null {
  if (policy.origin === '*' || isAllowed(policy, witness)) return null
  return rightServer({
    ...policy,
    dangerouslyAllowNullOrigin: true,
    origin: (origin) => also(origin) || isAllowed(policy, origin),
  })
}

/** A member of one element: its scheme, host and port. Which one follows from the policy, so that over many policies each place has its turn. */
function sample(policy: PolicyOptions) {
  const { exact, sets } = factsOf(policy).facts
  const all = [...exact, ...sets.map(({ text }) => text)]
  const text = (all[JSON.stringify(policy).length % all.length] ?? '')
    .replace('*.', 'corskit.')
    .replace(/-\*/, '-corskit')
    .replace(':*', '')
  const [, scheme = '', host = '', port = ''] = /^([^:]+):\/\/([^:]+)(:\d+)?$/.exec(text) ?? []
  return { text, scheme, host, port, isAddress: /^[\d.]+$/.test(host) }
}

const near =
  (
    mistake: (of: ReturnType<typeof sample>) => readonly [also: (origin: string) => boolean, witness: string] | null,
  ): Mistake =>
  (policy) => {
    if (policy.origin === '*') return null
    const made = mistake(sample(policy))
    return made === null ? null : admitting(policy, ...made)
  }

/** Changes the answers of the right server; `null` of `change` leaves one as it is. */
const changing =
  (
    change: (answer: { status: number; headers: Header[] }, probe: VerifyProbe, policy: PolicyOptions) => void,
  ): Mistake =>
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

const where =
  (holds: (policy: PolicyOptions) => boolean, mistake: Mistake): Mistake =>
  (policy) =>
    holds(policy) ? mistake(policy) : null

function edit(headers: Header[], name: string, to: (value: string) => string | null): void {
  for (let at = headers.length - 1; at >= 0; at--) {
    const [each, value] = headers[at] ?? ['', '']
    if (each !== name) continue
    const next = to(value)
    if (next === null) headers.splice(at, 1)
    else headers[at] = [name, next]
  }
}

const ORIGIN = 'access-control-allow-origin'
const CREDENTIALS = 'access-control-allow-credentials'
const METHODS = 'access-control-allow-methods'
const HEADERS = 'access-control-allow-headers'
const EXPOSED = 'access-control-expose-headers'
const MAX_AGE = 'access-control-max-age'

const has = (headers: readonly Header[], name: string) => headers.some(([each]) => each === name)
const isPreflight = (probe: VerifyProbe) => headerOf(probe, 'access-control-request-method') !== null
const isDynamic = ({ origin }: PolicyOptions) => origin !== '*'
const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const set = (headers: Header[], name: string, value: string) => {
  edit(headers, name, () => null)
  headers.push([name, value])
}
const add = (headers: Header[], name: string, more: string) => {
  const value = headers.find(([each]) => each === name)?.[1]
  set(headers, name, value === undefined ? more : `${value}, ${more}`)
}
const reflect = (headers: Header[], probe: VerifyProbe, withCredentials: boolean) => {
  const origin = headerOf(probe, 'origin')
  if (origin === null) return
  set(headers, ORIGIN, origin)
  if (withCredentials) set(headers, CREDENTIALS, 'true')
}

export const MISTAKES: Readonly<Record<string, Mistake>> = {
  'any origin is reflected, with credentials': where(
    isDynamic,
    changing(({ headers }, probe) => reflect(headers, probe, true)),
  ),
  'any origin is reflected': where(
    isDynamic,
    changing(({ headers }, probe) => reflect(headers, probe, false)),
  ),
  'every origin by *': where(
    isDynamic,
    changing(({ headers }) => set(headers, ORIGIN, '*')),
  ),
  '* beside credentials': where(
    isDynamic,
    changing(({ headers }) => {
      set(headers, ORIGIN, '*')
      set(headers, CREDENTIALS, 'true')
    }),
  ),
  'one origin is sent to everybody': where(
    (policy) => factsOf(policy).facts.exact.length + factsOf(policy).facts.sets.length > 1,
    changing(({ headers }, _, policy) => set(headers, ORIGIN, sample(policy).text)),
  ),
  // After a port, nothing follows in the origin of a page.
  prefix: near(({ text, port }) =>
    port === '' ? [(origin) => origin.startsWith(text), `${text}.evil.example`] : null,
  ),
  suffix: near(({ scheme, host, port, isAddress }) =>
    isAddress
      ? null
      : [
          (origin) => origin.startsWith(`${scheme}:`) && origin.endsWith(`${host}${port}`),
          `${scheme}://evil${host}${port}`,
        ],
  ),
  substring: near(({ scheme, host }) => [(origin) => origin.includes(host), `${scheme}://evil${host}.evil.example`]),
  'an unescaped dot': near(({ scheme, host, port }) => {
    const dots = [...host].flatMap((sign, at) => (sign === '.' ? [at] : []))
    const at = dots[dots.length - 1]
    if (at === undefined || /^[\d.]+$/.test(host)) return null
    const witness = `${scheme}://${host.slice(0, at)}x${host.slice(at + 1)}${port}`
    return [(origin) => origin === witness, witness]
  }),
  'the beginning is cut off': near(({ scheme, host, port }) => {
    const witness = `${scheme}://${host.slice(1)}${port}`
    if (/^[\d.]+$/.test(host)) return null
    return [(origin) => origin === witness, witness]
  }),
  'the end is cut off': near(({ scheme, host, port }) => {
    const witness = `${scheme}://${host.slice(0, -1)}${port}`
    if (/^[\d.]+$/.test(host)) return null
    return [(origin) => origin === witness, witness]
  }),
  null: near(() => [(origin) => origin === 'null', 'null']),
  'the other scheme': near(({ scheme, host, port }) => {
    const witness = `${scheme === 'https' ? 'http' : 'https'}://${host}${port}`
    return [(origin) => origin === witness, witness]
  }),
  'any port': near(({ scheme, host }) => [
    (origin) => new RegExp(`^${scheme}://${host.replaceAll('.', '\\.')}(:\\d+)?$`).test(origin),
    `${scheme}://${host}:8443`,
  ]),
  'any subdomain': near(({ scheme, host, port }) =>
    /^[\d.]+$|^localhost$/.test(host)
      ? null
      : [
          (origin) => origin.startsWith(`${scheme}:`) && origin.endsWith(`.${host}${port}`),
          `${scheme}://deeper.${host}${port}`,
        ],
  ),
  'the apex of a wildcard': (policy) => {
    const set = factsOf(policy).facts.sets.find(({ parts }) => parts?.subdomains)
    if (set?.parts == null) return null
    const { scheme, host, port } = set.parts
    const witness = `${scheme}://${host}${port === '' || port === '*' ? '' : `:${port}`}`
    return admitting(policy, (origin) => origin === witness, witness)
  },
  'a wildcard takes dots': (policy) => {
    const set = factsOf(policy).facts.sets.find(({ parts }) => parts !== null && parts.label !== null)
    if (set?.parts?.label == null) return null
    const { scheme, host, port, label } = set.parts
    const tail = port === '' || port === '*' ? '' : `:${port}`
    const expression = new RegExp(`^${scheme}://${label.prefix}[a-z0-9.-]+${label.suffix}\\.${host}${tail}$`)
    return admitting(
      policy,
      (origin) => expression.test(origin),
      `${scheme}://${label.prefix}a.b${label.suffix}.${host}${tail}`,
    )
  },
  'a wildcard is one label': (policy) => {
    const set = factsOf(policy).facts.sets.find(({ parts }) => parts?.subdomains)
    if (set?.parts == null) return null
    const { host } = set.parts
    const right = rightServer(policy)
    return (probe) => {
      const origin = headerOf(probe, 'origin')
      const isDeep = origin !== null && new RegExp(`\\.[^.]+\\.${host.replaceAll('.', '\\.')}(:\\d+)?$`).test(origin)
      return right(isDeep ? { ...probe, headers: [['origin', 'https://nobody.example']] } : probe)
    }
  },
  'any port is only with a port': (policy) => {
    const set = factsOf(policy).facts.sets.find(({ parts }) => parts?.port === '*')
    if (set?.parts == null) return null
    const { host } = set.parts
    const right = rightServer(policy)
    return (probe) => {
      const origin = headerOf(probe, 'origin') ?? ''
      return right(origin.endsWith(host) ? { ...probe, headers: [['origin', 'https://nobody.example']] } : probe)
    }
  },
  'localhost in production': near(() => [
    (origin) => /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(origin),
    'http://localhost:3000',
  ]),
  'an origin is missing': where(
    (policy) => factsOf(policy).facts.exact.length + factsOf(policy).facts.sets.length > 1,
    (policy) => {
      const list = names(policy.origin)
      const gone = list[list.length - 1] ?? ''
      const left = { ...policy, origin: list.slice(0, -1) }
      const witness = gone.replace('*.', 'corskit.').replace('-*', '-corskit').replace(':*', '')
      return isAllowed(left, witness) ? null : rightServer(left)
    },
  ),
  'no Vary': where(
    isDynamic,
    changing(({ headers }) => edit(headers, 'vary', () => null)),
  ),
  'Vary on a match only': where(
    isDynamic,
    changing(({ headers }) => {
      if (!has(headers, ORIGIN)) edit(headers, 'vary', () => null)
    }),
  ),
  'two layers add headers': changing(({ headers }) => {
    const found = headers.find(([name]) => name === ORIGIN)
    if (found !== undefined) headers.push(['access-control-allow-origin', found[1]])
  }),
  'a list as the allowed origin': changing(({ headers }) =>
    edit(headers, ORIGIN, (value) => `${value}, https://other.example`),
  ),
  'a slash at the end': where(
    isDynamic,
    changing(({ headers }) => edit(headers, ORIGIN, (value) => `${value}/`)),
  ),
  'True for true': where(
    ({ credentials }) => credentials === true,
    changing(({ headers }) => edit(headers, CREDENTIALS, () => 'True')),
  ),
  'credentials too': where(
    ({ credentials, origin }) => credentials !== true && origin !== '*',
    changing(({ headers }) => {
      if (has(headers, ORIGIN)) headers.push([CREDENTIALS, 'true'])
    }),
  ),
  'no credentials': where(
    ({ credentials }) => credentials === true,
    changing(({ headers }) => edit(headers, CREDENTIALS, () => null)),
  ),
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
