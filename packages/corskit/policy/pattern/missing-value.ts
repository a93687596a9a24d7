/** What is left in an origin where a value was missing: `https://${process.env.HOST}` becomes `https://undefined`. */
import { type Issue, quoted } from '../checks/issue.ts'

/** `undefined` as any label of the host, `null` and `nan` as its last one: before it, they may be names. */
const LEFT = /^[a-z][a-z\d+.-]*:\/\/(?:[^:]*\.)?(?:undefined(?=[.:]|$)|(?:null|nan)\.?(?=:|$))/

/**
 * A warning: a host in a network of one's own may have such a name.
 *
 * @param pattern an accepted one
 * @param path made only when there is something to report: a list may hold a million origins
 */
export function missingValue(pattern: string, path: () => string): Issue | null {
  if (!LEFT.test(pattern)) return null
  return {
    code: 'name-never-sent',
    path: path(),
    message: `no page comes from ${quoted(pattern)}: it looks like a value that is missing`,
    fix: 'set the variable that it is made of, or remove it',
    value: pattern,
  }
}
