/** Schemes that are hosts: somebody wrote `localhost://3000`, or two origins without a comma between them. */
import { isTopLevelDomain } from '../../protocol/suffix/public-suffix.ts'

/**
 * The host that stands where a scheme belongs, or `null`. Schemes of apps are names of domains from right to left
 * (`com.example.app`), and no app has its name from `com`, `org` or `net`.
 *
 * @param scheme in lower case
 */
export function hostAsScheme(scheme: string): string | null {
  // 'https://a.comhttps://b.com' has the scheme of the second origin behind the first host.
  const host = scheme.replace(/\.?https?$/, '')
  return [scheme, host].find(isHostName) ?? (/^[a-z0-9-]+\.https?$/.test(scheme) ? host : null)
}

function isHostName(name: string): boolean {
  if (name === 'localhost') return true
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)) return false
  const last = name.slice(name.lastIndexOf('.') + 1)
  const first = name.slice(0, name.indexOf('.'))
  return isTopLevelDomain(last) && (!isTopLevelDomain(first) || /^(?:com|org|net)$/.test(last))
}
