/** Judges what a policy file holds: options, a policy, or a function that gives the policy of each request. */
import { checkOptions, type Issue, type Policy, replaceablePolicy } from 'corskit'
import { redactTokens } from '../command-line/secrets.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { foreignVocabulary } from './foreign-vocabulary.ts'
import type { Checked } from './judgement.ts'

export async function checkFound(path: string, found: unknown): Promise<Checked> {
  if (isPromise(found)) return rejectPromise(path, found)
  if (typeof found === 'function') return checkFunction(path, found as (request: Request) => unknown)
  return checkPolicy(path, found)
}

function checkPolicy(path: string, found: unknown): Checked {
  const foreign = foreignVocabulary(found)
  if (foreign !== null) {
    const words = foreign.words.slice(0, 3).join(', ')
    throw new UsageError(
      `${quoted(path)} is not a policy of corskit: ${words} ${foreign.words.length === 1 ? 'is a word' : 'are words'} of ${foreign.name}; expected origin, methods, allowedHeaders, exposedHeaders, credentials, maxAge`,
    )
  }
  const beside = isPolicy(found) ? besidePolicy(found) : []
  if (beside.length > 0) return { issues: beside.map(withoutObjects), warnings: [], notes: [] }
  const { issues, warnings } = checkOptions(isPolicy(found) ? found.options : found)
  const wrapped = wrapper(found)
  if (wrapped !== null) return { issues: [moveUp(wrapped, issues)], warnings: [], notes: [] }
  return { issues: issues.map(withoutObjects), warnings: warnings.map(withoutObjects), notes: [] }
}

/** `cors: { origin: … }`, `default: …`: the options, one level too deep. */
function wrapper(found: unknown): string | null {
  if (typeof found !== 'object' || found === null || Object.hasOwn(found, 'origin')) return null
  const [only, second] = Object.keys(found)
  if (only === undefined || second !== undefined) return null
  const inside: unknown = (found as Record<string, unknown>)[only]
  return typeof inside === 'object' && inside !== null && Object.hasOwn(inside, 'origin') ? only : null
}

function moveUp(name: string, issues: readonly Issue[]): Issue {
  const code = 'option-unknown'
  const value = issues.find((issue) => issue.code === code)?.value ?? null
  return withoutObjects({
    code,
    path: name,
    message: `the options stand inside ${quoted(name)}, which is not an option`,
    fix: `move what is inside ${name} up, and leave ${name} out`,
    value,
  })
}

/**
 * Recognised by its shape, because the file may use another copy of corskit. The options of a `replaceablePolicy` are
 * those of its current policy.
 */
function isPolicy(found: unknown): found is { readonly options: unknown } {
  if (typeof found !== 'object' || found === null || !Object.hasOwn(found, 'answer')) return false
  return typeof (found as { answer?: unknown }).answer === 'function' && 'options' in found
}

/** `{ ...policy, origin }`: the adapters refuse it. */
function besidePolicy(found: { readonly options: unknown }): readonly Issue[] {
  try {
    replaceablePolicy(found as Policy)
    return []
  } catch (error) {
    const { issues } = error as { readonly issues?: unknown }
    return Array.isArray(issues) ? (issues as Issue[]).filter(({ code }) => code === 'option-unknown') : []
  }
}

const isPromise = (found: unknown): found is PromiseLike<unknown> =>
  typeof found === 'object' && found !== null && typeof (found as Partial<PromiseLike<unknown>>).then === 'function'

async function rejectPromise(path: string, found: PromiseLike<unknown>): Promise<never> {
  await found
  throw new UsageError(`${quoted(path)} exports a promise: expected what it gives (export default await …)`)
}

/**
 * Adapters call such a function for each request. Here it is called with one example; it may need more of a real
 * request, which nobody can know.
 */
async function checkFunction(path: string, found: (request: Request) => unknown): Promise<Checked> {
  if (/^class\b/.test(Function.prototype.toString.call(found)))
    throw new UsageError(`${quoted(path)} exports a class: expected options, a policy, or a function of the request`)
  if (found.length > 1)
    throw new UsageError(
      `${quoted(path)} exports a function of ${found.length} parameters, as a middleware is: expected options, a policy, or a function of the request`,
    )
  const sample = new Request('https://api.example.com/', { headers: { origin: 'https://app.example.com' } })
  try {
    const policy = await found(sample)
    if (policy === null || policy === undefined || policy === false) return unseen('gave no policy')
    return {
      ...checkPolicy(path, policy),
      notes: ['the policy is a function of the request; it was asked about GET https://api.example.com/'],
    }
  } catch (error) {
    const { name, issues } = Object(error) as Partial<Record<string, unknown>>
    if (error instanceof UsageError || (name === 'PolicyError' && Array.isArray(issues))) throw error
    return unseen('threw')
  }
}

function unseen(what: string): Checked {
  const note = `the policy is a function of the request, which ${what} when it was asked about GET https://api.example.com/: what it gives to others was not checked`
  return { issues: [], warnings: [], notes: [note], isUnseen: true }
}

/** Functions, RegExps and circular objects cannot be written as JSON; their source text stands for them. */
function withoutObjects(found: Issue): Issue {
  const { value } = found
  // What a getter of the file threw may contain secrets.
  const issue = / cannot be read: /.test(found.message) ? { ...found, message: redactTokens(found.message) } : found
  try {
    const isSource = typeof value === 'function' || value instanceof RegExp || typeof value === 'bigint'
    return {
      ...issue,
      value: isSource ? String(value) : (JSON.parse(JSON.stringify(value, sources) ?? 'null') as unknown),
    }
  } catch {
    return { ...issue, value: `(${typeof value})` }
  }
}

const sources = (_: string, value: unknown) =>
  typeof value === 'function' || value instanceof RegExp || typeof value === 'bigint' ? String(value) : value
