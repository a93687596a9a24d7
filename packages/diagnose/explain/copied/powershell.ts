/** "Copy as PowerShell", and such calls as people write them. */
import type { Header } from 'corskit/protocol'
import type { CopiedRequest } from './copied-request.ts'

export const isPowerShell = (text: string): boolean => /\b(?:Invoke-(?:WebRequest|RestMethod)|iwr\s|irm\s)/i.test(text)

const QUOTED = `"((?:[^"\`]|\`[^])*)"|'((?:[^']|'')*)'`

export function readPowerShell(text: string): CopiedRequest | null {
  const argument = (name: string): string | null =>
    wordOf(new RegExp(`-${name}[\\s:]+(?:${QUOTED}|([^\\s"'\`;|]+))`, 'i').exec(text))
  const place = new RegExp(`(?:Invoke-\\w+|\\biwr|\\birm)\\s+(?:${QUOTED}|((?:https?|wss?):[^\\s"'\`;|]+))`, 'i')
  const url = argument('Uri') ?? wordOf(place.exec(text))
  if (url === null) return null
  const headers: Header[] = []
  const pair = new RegExp(`(?:^|[{;\\n])[ \\t\\r]*["']?([\\w-]+)["']?\\s*=\\s*(?:${QUOTED})`, 'g')
  for (const found of text.matchAll(pair)) headers.push([(found[1] ?? '').toLowerCase(), wordOf(found.slice(1)) ?? ''])
  const type = argument('ContentType')
  if (type !== null) headers.push(['content-type', type])
  return {
    url,
    method: argument('(?:Custom)?Method') ?? (/-Body\s/i.test(text) ? 'POST' : 'GET'),
    headers,
    sent: { headers: [], body: bodyIn(text, url) },
    hasCookies: /\.Cookies\.Add/i.test(text),
  }
}

/** A cookie or a part of the body may be any text in quotes. */
function bodyIn(text: string, url: string): string {
  const quoted = Array.from(text.matchAll(new RegExp(`(?:${QUOTED})(?!\\s*=)`, 'g')), wordOf)
  const [, , here = ''] = /@(["'])\r?\n(.*?)\r?\n\1@/s.exec(text) ?? []
  return [...quoted.filter((word) => word !== null && !url.includes(word)), here].join('\n')
}

/** What stands in double quotes, in single quotes, or without them. */
function wordOf(found: readonly (string | undefined)[] | null): string | null {
  const [, double, single, bare] = found ?? []
  return double?.replace(/`(.)/g, '$1') ?? single?.replaceAll("''", "'") ?? bare ?? null
}
