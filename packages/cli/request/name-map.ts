/** Where names lead instead of where DNS says, from `--resolve HOST:PORT:ADDRESS[,ADDRESS]…` as curl has it. */
import { isIP } from 'node:net'
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'
import type { NameMap } from '../transport/wire.ts'

/** @returns addresses by `host:port` */
export function parseNameMap(entries: readonly string[]): NameMap {
  const map = new Map<string, readonly string[]>()
  for (const entry of entries) {
    const [, host, port, list] = /^\+?([^:\s]+|\[[^\]]+\]):(\d{1,5}|\*):(.+)$/.exec(entry) ?? []
    const addresses = list?.split(',').map((address) => address.trim().replace(/^\[|\]$/g, '')) ?? []
    if (host === undefined || port === undefined || addresses.some((address) => isIP(address) === 0))
      throw new UsageError(`--resolve ${named(entry)}: expected HOST:PORT:ADDRESS, as in app.example.com:443:127.0.0.1`)
    if (host === '*')
      throw new UsageError(`--resolve ${named(entry)}: check looks up one name; expected its host in the place of *`)
    map.set(`${host.toLowerCase()}:${port}`, addresses)
  }
  return map
}
