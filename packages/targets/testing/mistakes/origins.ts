/** Servers that let in other origins than the policy. */
import { factsOf } from '../../words/facts.ts'
import { headerOf, rightServer } from '../in-process.ts'
import {
  admitting,
  CREDENTIALS,
  changing,
  isAllowed,
  isDynamic,
  names,
  near,
  ORIGIN,
  reflect,
  sample,
  set,
  type WrongServer,
  where,
} from './make.ts'

export const ORIGINS: Readonly<Record<string, WrongServer>> = {
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
  'every dot is unescaped': near(({ text, scheme, host, port, isAddress }) => {
    const expression = new RegExp(`^${text.replace(/[[\]]/g, '\\$&')}$`)
    const witness = `${scheme}://${host.replace('.', 'x')}${port}`
    return isAddress || !host.includes('.') ? null : [(origin) => expression.test(origin), witness]
  }),
  'a part of an allowed origin': near(({ text, scheme, host, port, isAddress }) =>
    isAddress ? null : [(origin) => text.startsWith(origin), `${scheme}://${port === '' ? host.slice(0, -1) : host}`],
  ),
  'what follows an underscore': near(({ text, scheme, host, port, isAddress }) =>
    port !== '' || isAddress ? null : [(origin) => origin.startsWith(`${text}_`), `${scheme}://${host}_.evil.example`],
  ),
  'http of the subdomains': near(({ scheme, host, port, isAddress }) =>
    isAddress || scheme === 'http'
      ? null
      : [
          (origin) => new RegExp(`^http://(?:[a-z0-9-]+\\.)*${host.replaceAll('.', '\\.')}${port}$`).test(origin),
          `http://${host}${port}`,
        ],
  ),
  'a shared host': near(() => [
    (origin) => /^https:\/\/[a-z0-9-]+\.(?:github\.io|vercel\.app)$/.test(origin),
    'https://evil.github.io',
  ]),
  'a playground': near(() => [
    (origin) => /^https:\/\/(?:cdpn\.io|codepen\.io|jsbin\.com)$/.test(origin),
    'https://cdpn.io',
  ]),
  'an address of loopback in production': near(() => [
    (origin) => /^http:\/\/(?:127\.0\.0\.1|\[::1\]):\d+$/.test(origin),
    'http://127.0.0.1:3000',
  ]),
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
}
