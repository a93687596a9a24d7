/**
 * Origins that distinguish a policy from a similar one: some that each of its elements allows, and some that it just
 * does not allow.
 */
import { parseSerializedOrigin } from 'corskit/protocol'
import type { Facts, OriginSet } from '../words/facts.ts'
import { sampleOf } from './sample.ts'

/** Registered for nobody: https://www.rfc-editor.org/rfc/rfc2606 */
const STRANGER = 'corskit-stranger.example'

/** Of nobody, of a developer's machine, and where anybody can put a page. */
export const STRANGERS = [
  `https://${STRANGER}`,
  'null',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  'https://corskit.github.io',
  'https://corskit.vercel.app',
  'https://cdpn.io',
]

export interface OriginElement {
  /** As the policy has it. */
  readonly text: string
  /** At least one. */
  readonly members: readonly string[]
  readonly outside: readonly string[]
}

export function elementsOf({ any, exact, sets }: Facts): OriginElement[] {
  if (any) return [{ text: '*', members: [`https://${STRANGER}`, 'null'], outside: [] }]
  const exactElements = exact.map((text) => ({
    text,
    members: [text],
    outside: text === 'null' ? [] : outsideOf(text),
  }))
  return [...sets.map(elementOfSet), ...exactElements]
}

function elementOfSet({ text, parts, regex }: OriginSet): OriginElement {
  if (parts === null) {
    const member = sampleOf(regex)
    return { text, members: [member], outside: outsideOf(member) }
  }
  const { scheme, host, port, subdomains, label } = parts
  const ports = port === '*' ? ['', ':3000', ':65535'] : [port === '' ? '' : `:${port}`]
  const left =
    label === null
      ? subdomains
        ? ['corskit.', 'a-1.b.']
        : ['']
      : [`${label.prefix}corskit${label.suffix}.`, `${label.prefix}a-1${label.suffix}.`]
  const members = left.flatMap((each, at) =>
    (at === 0 ? ports : ports.slice(-1)).map((tail) => `${scheme}://${each}${host}${tail}`),
  )
  const first = members[0] ?? ''
  const special = [
    ...(subdomains ? [`${scheme}://${host}${ports[0]}`, `${scheme}://evil${host}${ports[0]}`] : []),
    ...(label === null
      ? []
      : [
          `${scheme}://${label.prefix}a.b${label.suffix}.${host}${ports[0]}`,
          `${scheme}://corskit${label.suffix}.${host}${ports[0]}`,
          `${scheme}://${label.prefix}corskit.${host}${ports[0]}`,
          `${scheme}://x${label.prefix}corskit${label.suffix}.${host}${ports[0]}`,
        ]),
  ]
  return { text, members, outside: [...special, ...outsideOf(first, host)].filter(isOrigin) }
}

/** Origins that a mistake in matching would also allow; the most frequent mistakes first. */
function outsideOf(origin: string, fixed?: string): string[] {
  const found = /^([a-z][a-z0-9+.-]*):\/\/(.+?)(?::(\d+))?$/i.exec(origin)
  if (found === null) return []
  const [, scheme = '', host = '', port] = found
  const tail = port === undefined ? '' : `:${port}`
  const at = (name: string, ending = tail) => `${scheme}://${name}${ending}`
  // The id of another extension.
  if (/-extension$/.test(scheme)) return [at(anotherId(host)), at(`${host}.${STRANGER}`)].filter(isOrigin)
  const other = scheme === 'https' ? 'http' : 'https'
  const ports = port === undefined ? [at(host, ':8443')] : [at(host, ''), at(host, `:${(Number(port) % 60_000) + 1}`)]
  const result = [`${other}://${host}${tail}`, ...ports]
  if (/^\[|^[0-9.]+$/.test(host)) return result.filter(isOrigin)
  const dots = [...host].flatMap((character, index) => (character === '.' ? [index] : []))
  const own = fixed === undefined ? 0 : host.length - fixed.length
  // One name may show two mistakes: a server that looks for the name anywhere in the origin allows the first of these
  // too.
  const names = [
    `${host}.${STRANGER}`,
    `evil${host}`,
    ...dots.filter((dot) => dot >= own - 1).map((dot) => `${host.slice(0, dot)}x${host.slice(dot + 1)}`),
    `deeper.${host}`,
    // `my-app-evil.vercel.app` beside `my-app.vercel.app`: previews have such names, and anybody can register one.
    host.replace(/^[^.]+/, '$&-corskit'),
    host.slice(0, -1),
    host.slice(1),
    `${host}_.${STRANGER}`,
    ...(dots.length > 1 ? [`sibling${host.slice(dots[0])}`, host.slice((dots[0] ?? 0) + 1)] : []),
  ]
  const [first, ...rest] = names.map((name) => at(name))
  return [first ?? '', ...result, ...rest].filter(isOrigin)
}

const anotherId = (id: string) => id.replace(/[a-p]/g, (letter) => (letter === 'a' ? 'b' : 'a'))

/** Whether a browser could send it. */
function isOrigin(origin: string): boolean {
  if (/[A-Z]|\.\.|:\/\/[.-]|\.$|-\.|\.-/.test(origin)) return false
  return parseSerializedOrigin(origin) !== null
}
