/**
 * What production refuses: origins of the visitor's own machine. They are what a developer's machine leaves behind, and
 * any program on a visitor's machine can serve pages from them.
 */
import { type Issue, quoted } from '../checks/issue.ts'
import { admitsThisMachine, isThisMachine } from '../origins/this-machine.ts'

export const LOOPBACK_SWITCH = 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'

/**
 * The issues as production has them. An entry that means such an origin is told only that, because every other repair
 * of it would be refused as well.
 *
 * @param entries of `CORS_ORIGIN`
 * @param issues in the words of variables
 */
export function issuesInProduction(entries: readonly string[], issues: readonly Issue[]): readonly Issue[] {
  const ofEntries = new Map<string, Issue[]>(entries.map((_, index) => [`CORS_ORIGIN[${index}]`, []]))
  const others: Issue[] = []
  for (const issue of issues) (ofEntries.get(issue.path) ?? others).push(issue)
  return [
    ...others,
    ...[...ofEntries].flatMap(([path, found], index) => issuesOfEntry(entries[index] as string, path, found)),
  ]
}

function issuesOfEntry(entry: string, path: string, found: readonly Issue[]): readonly Issue[] {
  const offered = found.map(({ fix }) => originsIn(fix)).find((origins) => origins.length > 0) ?? []
  const kept = offered.filter((origin) => !admitsThisMachine(origin))
  if (offered.length === 0 ? isOne(entry, found) && admitsThisMachine(entry) : kept.length === 0) {
    return [loopback(entry, path)]
  }
  if (kept.length === offered.length) return found.map(withoutLocalServer)
  const left = offered.filter((origin) => !kept.includes(origin)).map(quoted)
  const leftOut = `; ${left.join(' and ')} ${left.length === 1 ? 'is' : 'are'} left out, because NODE_ENV is production`
  return found.map((issue) => ({ ...issue, message: issue.message + leftOut, fix: kept.join(',') }))
}

/** The origins of a fix that is to be pasted. A sentence has none. */
const originsIn = (fix: string) => (/\s/.test(fix) ? [] : fix.split(','))

/** Not where some origins in a text may be of other machines. */
const isOne = (entry: string, found: readonly Issue[]) =>
  !/:\/\/.*:\/\//s.test(entry) && found.every(({ code }) => code !== 'origin-several-in-one')

/** A page from a file is served by a local server in development only. */
function withoutLocalServer(issue: Issue): Issue {
  if (!/\s.*\bhttp:\/\/localhost/.test(issue.fix) || issue.fix.startsWith('remove ')) return issue
  return { ...issue, fix: 'name the origin that you mean, like https://app.example.com' }
}

function loopback(entry: string, path: string): Issue {
  const isOnlyOne = isThisMachine(entry) || !entry.includes('*')
  // What stands before an @ may be a password, or the end of one that has a comma.
  const shown = entry.includes('@') ? 'this entry' : quoted(entry)
  return {
    code: 'origin-loopback-in-production',
    path,
    message: `${shown} ${isOnlyOne ? 'is' : 'admits'} a developer's machine, and NODE_ENV is production`,
    fix: `remove ${shown} (or set ${LOOPBACK_SWITCH}=true)`,
    value: entry,
  }
}
