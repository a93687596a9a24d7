/** RegExps that were meant for pages on the web, and match only schemes that nobody has. */
import type { IssueCode } from '../checks/issue.ts'
import { hostAsScheme } from '../origins/host-as-scheme.ts'
import { isRefusedScheme, REFUSED_SCHEMES, schemeMeant } from '../origins/refused-schemes.ts'

/** What is wrong, and sources that may be right, best first. */
export interface SchemeIssue {
  readonly code: IssueCode
  readonly message: string
  readonly sources: readonly string[]
}

/** @param source of a RegExp that admits no origin of http or https */
export function schemeIssue(source: string): SchemeIssue | null {
  const [, start = '', scheme = '', optional = '', rest = ''] =
    /^(\^(?:\((?:\?:)?)?)([a-z+-]+)(\??)(:.*)$/is.exec(source) ?? []
  const lower = scheme.toLowerCase()
  const meant = rest === '' ? null : schemeMeant(lower, rest.includes('localhost'))
  // `(?:ws|wss)://`: the first one tells enough.
  const first = /^\^(?:\((?:\?:)?)?([a-z+-]+)(?:\?|\||:)/i.exec(source)?.[1]?.toLowerCase() ?? ''
  const refused = isRefusedScheme(first) ? REFUSED_SCHEMES[first] : undefined
  if (refused !== undefined && meant === null) return { code: 'origin-scheme-refused', message: refused, sources: [] }
  if (meant !== null) {
    const message = refused ?? `no page has the scheme '${scheme}'; the nearest is '${meant}'`
    const sources = optional === '' ? [`${start}${meant}${rest}`] : [`${start}https?${rest}`, `${start}https${rest}`]
    return { code: 'origin-scheme-refused', message, sources }
  }
  const [, name = '', port = ''] = /^\^((?:[a-z0-9-]|\\\.)+):\\?\/\\?\/(\d*)/i.exec(source) ?? []
  const written = name.replaceAll('\\', '').toLowerCase()
  const host = hostAsScheme(written)
  if (host !== null && host !== written) return hostInItsPlace([])
  if (host !== null) {
    const added = host === 'localhost' ? 'http' : 'https'
    return hostInItsPlace([`^${added}:\\/\\/${name}${port === '' ? '' : `:${port}`}$`])
  }
  // Who means an app's scheme writes `://`, or a name without dots before the colon.
  const [beforeColon = ''] = source.replaceAll('(?:', '(').split(':')
  if (source.includes('/') || !/\.|localhost/.test(beforeColon)) return null
  const isLocal = /localhost|127\\\./.test(beforeColon)
  const bare = source.replace(/^\^/, '')
  const withPort = bare.replace(/(?:\(:\.\*\)\?|\.\*)\$$/, '(?::\\d+)?$')
  return hostInItsPlace([bare, withPort].map((text) => `^${isLocal ? 'http' : 'https'}:\\/\\/${text}`))
}

/**
 * The same of several branches: what is wrong with the first, and all of them repaired.
 *
 * @param isDead whether a branch alone admits no origin of http or https
 */
export function issueOfBranches(
  branches: readonly string[],
  isDead: (branch: string) => boolean = () => true,
): SchemeIssue | null {
  const issues = branches.map((branch) => {
    const issue = schemeIssue(branch)
    return issue !== null && isDead(branch) ? issue : null
  })
  const first = issues.find((issue) => issue !== null)
  if (first === undefined) return null
  const repaired = branches.map((branch, at) => {
    const issue = issues[at]
    return issue == null ? branch : (issue.sources[0] ?? branch)
  })
  return { ...first, sources: [repaired.join('|')] }
}

/** The same by what is admitted, however it is written: `(htps?)`, `(?:htps|htp)`, `(?:localhost)`. */
export function issueOfSchemes(source: string, schemes: readonly string[]): SchemeIssue | null {
  const isWrong = (scheme: string) =>
    meantBy(scheme) !== null || isRefusedScheme(scheme) || hostAsScheme(scheme) !== null
  const [first] = isMistyped(schemes) ? schemes.filter(isNobodys) : schemes
  if (first === undefined || !(isMistyped(schemes) || schemes.every(isWrong))) return null
  const refused = isRefusedScheme(first) ? REFUSED_SCHEMES[first] : undefined
  if (refused === undefined && meantBy(first) === null) return hostInItsPlace([])
  const repaired = schemes.reduce((text, scheme) => text.replaceAll(scheme, meantBy(scheme) ?? scheme), source)
  const message = refused ?? `no page has the scheme '${first}'; the nearest is '${meantBy(first)}'`
  return { code: 'origin-scheme-refused', message, sources: [repaired] }
}

const meantBy = (scheme: string) => schemeMeant(scheme, false)

/** Whether one of the schemes is `htps` or its like, which is nobody's. */
export const isMistyped = (schemes: readonly string[]): boolean => schemes.some(isNobodys)

const isNobodys = (scheme: string) => meantBy(scheme) !== null && !isRefusedScheme(scheme)

/** `(?:https|localhost)://`: a host among the schemes, where pages of the web are admitted as well. */
export function hostAmongSchemes(source: string): SchemeIssue | null {
  const listed = /^\^?\((?:\?:)?([^()]+)\):\\?\/\\?\//.exec(source)?.[1]?.replaceAll('\\', '').split('|') ?? []
  return listed.some((scheme) => hostAsScheme(scheme.toLowerCase()) !== null) ? hostInItsPlace([]) : null
}

const hostInItsPlace = (sources: readonly string[]): SchemeIssue => ({
  code: 'regexp-matches-nothing',
  message: 'an origin begins with its scheme, and this has a host in its place: no page of that host is matched',
  sources,
})
