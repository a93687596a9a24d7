/** Schemes that are hosts: somebody wrote `localhost://3000`, or two origins without a comma between them. */
import { isTopLevelDomain } from '../../protocol/suffix/public-suffix.ts'

/**
 * The host that stands where a scheme belongs, or what stands before the scheme of a second origin. `null` for others.
 * Schemes of apps are names of domains from right to left (`com.example.app`), and no app has its name from `com`,
 * `org` or `net`.
 *
 * @param scheme in lower case
 */
export function hostAsScheme(scheme: string): string | null {
  if (isHostName(scheme)) return scheme
  // 'https://a.comhttps://b.com' has the scheme of the second origin behind the first host.
  const before = /^([a-z0-9.-]*[a-z0-9-])\.?https?$/.exec(scheme)?.[1]
  if (before === undefined) return null
  return isHostName(before) || !isTopLevelDomain(before.split('.')[0] as string) ? before : null
}

/** Whether it is written as hosts are: `localhost`, or with a top-level domain at its end and none at its beginning. */
export function isHostName(name: string): boolean {
  if (name === 'localhost') return true
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)) return false
  const last = name.slice(name.lastIndexOf('.') + 1)
  const first = name.slice(0, name.indexOf('.'))
  return isTopLevelDomain(last) && (!isTopLevelDomain(first) || /^(?:com|org|net)$/.test(last))
}
