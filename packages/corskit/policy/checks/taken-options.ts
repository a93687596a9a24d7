/**
 * The options as they were when they were given: own properties only, each read once, lists and RegExps copied.
 * Changes of the object, its prototypes or `Object.prototype`, before or after, have no effect.
 */
import { bare } from '../bare-descriptor.ts'
import { isObjectOfAnApp } from '../kind-of.ts'
import { ownRegExp } from '../origins/own-regexp.ts'
import { type Issue, PolicyError, quoted } from './issue.ts'

/** @returns an object without a prototype, so that a name which is not there is not found anywhere else */
export function takeOptions(
  options: object,
  names: readonly string[],
  issues: Issue[],
): Readonly<Record<string, unknown>> {
  const taken: Record<string, unknown> = Object.create(null)
  for (const name of names) {
    try {
      if (Object.hasOwn(options, name)) taken[name] = copied((options as Record<string, unknown>)[name])
    } catch (error) {
      issues.push(unreadable(name, error, `remove ${name}`))
    }
  }
  return Object.freeze(withFreshRegExps(taken))
}

/** What a getter, or a trap of a proxy, throws in place of a value. */
export function unreadable(path: string, error: unknown, fix: string): Issue {
  const reason = reasonOf(error) ?? 'its getter throws'
  return { code: 'option-wrong-type', path, message: `${path} cannot be read: ${reason}`, fix, value: undefined }
}

/** An error may be hostile as well. */
function reasonOf(error: unknown): string | null {
  try {
    return error instanceof Error ? String(error.message) : null
  } catch {
    return null
  }
}

/** The names of an object's properties. A proxy may refuse to list them. */
export function namesOf(options: object, issues: Issue[]): readonly string[] {
  try {
    return Object.keys(options)
  } catch {
    const message = 'its properties cannot be listed, so nobody knows what it says: a trap of a proxy throws'
    const fix = 'write an object that can be read'
    issues.push({ code: 'options-not-an-object', path: '', message, fix, value: undefined })
    return []
  }
}

/** The symbols among an object's keys. `import * as` gives an object that has one, `Symbol.toStringTag`. */
export function symbolsOf(options: object): readonly symbol[] {
  try {
    return Object.getOwnPropertySymbols(options).filter(
      (symbol) => symbol !== Symbol.toStringTag && Object.prototype.propertyIsEnumerable.call(options, symbol),
    )
  } catch {
    // `namesOf` has told that this object cannot be listed, or the trap of a proxy refuses only this.
    return []
  }
}

/** `compile` changes even a RegExp that is frozen, so each reader gets one of their own. */
function withFreshRegExps(taken: Record<string, unknown>): Record<string, unknown> {
  const origin = taken['origin']
  const list: readonly unknown[] = Array.isArray(origin) ? origin : [origin]
  if (!list.some((entry) => ownRegExp(entry) !== null)) return taken
  return Object.defineProperty(taken, 'origin', bare({ get: () => copied(origin), enumerable: true }))
}

/**
 * A copy of the own properties of the second argument of `cors` and `guard`.
 *
 * @throws {PolicyError} for what is not an object
 */
export function ownOf<Given extends object>(given: Given): Given {
  refuseOtherThanObject(given)
  try {
    return Object.assign(Object.create(null), given)
  } catch (error) {
    throw new PolicyError([unreadable('the object beside a policy', error, 'write an object that can be read')])
  }
}

/**
 * Refuses a function or a promise as the second argument: its own properties are none, so it would be read as options
 * without content.
 *
 * @throws {PolicyError}
 */
export function refuseOtherThanObject(value: unknown): void {
  if (isObjectOfAnApp(value)) return
  const message = `what stands beside a policy is an object, not ${quoted(value)}`
  const fix = 'write an object, like { timeout: 5000 }'
  throw new PolicyError([{ code: 'options-not-an-object', path: '', message, fix, value }])
}

function copied(value: unknown): unknown {
  if (!Array.isArray(value)) return ownRegExp(value) ?? value
  // By index: an iterator of the list's own may never end, or give other entries.
  const copy: unknown[] = []
  // Read once: the length that a proxy gives may grow for ever.
  const { length } = value
  for (let index = 0; index < length; index++) {
    // A hole is a mistake: its value would be read from `Array.prototype`. Reading stops there, because four thousand
    // million holes may follow.
    if (!Object.hasOwn(value, index)) return Object.freeze([...copy, undefined])
    const entry: unknown = value[index]
    copy.push(typeof entry === 'object' ? (ownRegExp(entry) ?? entry) : entry)
  }
  return Object.freeze(copy)
}
