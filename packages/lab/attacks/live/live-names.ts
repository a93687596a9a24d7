/**
 * In the live lab every `https://….example` of an attack is `http://….localhost` (or `https:`) on one of three ports:
 * the same names, so one site or two as before.
 */
import { BANK, CACHE } from '../world/places.ts'

export interface AttackPorts {
  readonly scheme: 'http' | 'https'
  /** Of all pages: the app's and the attacker's. */
  readonly pages: number
  readonly bank: number
  readonly cache: number
}

const STORY = /^(?:https|wss):\/\/([a-z0-9.-]+)\.example$/
const LIVE = /^(https?):\/\/([a-z0-9.-]+)\.localhost:(\d+)$/

/** `null` when it is not an origin of an attack. */
export function liveOrigin(origin: string, ports: AttackPorts): string | null {
  const [, name] = STORY.exec(origin) ?? []
  if (name === undefined) return null
  const https = origin.replace('wss:', 'https:')
  const port = https === BANK ? ports.bank : https === CACHE ? ports.cache : ports.pages
  return `${ports.scheme}://${name}.localhost:${port}`
}

/** The origin of a page by its name in the attack; `null` when it is not one of the lab's pages. */
export function storyOrigin(origin: string, { pages, scheme }: AttackPorts): string | null {
  const [, spoken, name, port] = LIVE.exec(origin) ?? []
  return name !== undefined && spoken === scheme && Number(port) === pages ? `https://${name}.example` : null
}

/** A URL of an attack, in the world `id` of the live lab. */
export function liveUrl(url: string, id: string, ports: AttackPorts): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname, search } = new URL(url)
  const origin = liveOrigin(`${protocol}//${host}`, ports)
  if (origin === null) return null
  return `${protocol === 'wss:' ? origin.replace('http', 'ws') : origin}/${id}${pathname}${search}`
}
