/** Writes the fix of a cause, for the stack that was found or named. */
import type { Case } from '../case.ts'
import type { Fix, Snippet } from '../words/cause.ts'
import type { CauseRule, Finding, SpecialRemedy } from '../words/cause-rule.ts'
import { seenAllowed } from './seen-allowed.ts'
import { examplePolicy, type NoPolicy, type SmallPolicy, smallestPolicy } from './smallest-policy.ts'
import { specialSnippets } from './special.ts'
import { isStack, STACKS, type StackName, stackOf, type Unable } from './stacks.ts'

/** Used when the stack is not known. */
export const COMMONEST: readonly StackName[] = ['express', 'fastapi', 'nginx']

export function fixFor(rule: CauseRule, finding: Finding, seen: Case, asked: string | undefined): Fix {
  const summary = finding.summary ?? rule.fix
  const stacks = stacksFor(seen, asked)
  if (rule.remedy === 'none') return { summary, snippets: [] }
  if (rule.remedy !== 'allow-request') return { summary, snippets: ofStacks(rule.remedy, seen, stacks, asked) }
  const policy = smallestPolicy(seen)
  if (typeof policy !== 'string') {
    const made = stacks.map((stack) => allowSnippet(stack, policy))
    const unable = made.flatMap((each) => ('unable' in each ? [` ${each.unable}`] : []))
    return {
      summary: summary + lostBy(policy, seen) + unable.join(''),
      snippets: made.flatMap((each) => ('unable' in each ? [] : [each])),
    }
  }
  return { summary: `${summary}${whyNoSnippet(seen, policy)}`, snippets: [] }
}

function stacksFor(seen: Case, asked: string | undefined): readonly StackName[] {
  if (asked !== undefined && isStack(asked)) return [asked]
  const headers = seen.exchanges.flatMap(({ response }) => response?.headers ?? [])
  const found = stackOf(headers)
  return found === null ? COMMONEST : [found]
}

export function allowSnippet(name: StackName, policy: SmallPolicy): Snippet | Unable {
  const stack = STACKS[name]
  if (stack === undefined) throw new Error(`there is no stack ${name}`)
  const code = stack.allow(policy)
  return typeof code === 'string' ? { stack: name, language: stack.language, file: stack.file, code } : code
}

/** The snippets of the stack; without any, all of them, because they are short examples. */
function ofStacks(
  remedy: SpecialRemedy,
  seen: Case,
  stacks: readonly StackName[],
  asked: string | undefined,
): readonly Snippet[] {
  const policy = smallestPolicy(seen)
  const known = typeof policy === 'string' ? examplePolicy(seen) : policy
  const all = specialSnippets(remedy, { ...known, exposedHeaders: [...known.exposedHeaders, ...unexposed(seen)] })
  const own = all.filter(({ stack }) => stacks.includes(stack))
  return own.length > 0 ? own : asked === undefined ? all.slice(0, 2) : []
}

/** The header that the line names, and that script could not read. */
function unexposed({ evidence: { said } }: Case): string[] {
  const name = said?.kind === 'header-not-exposed' ? said.detail.toLowerCase() : ''
  return /^[a-z\d-]+$/.test(name) ? [name] : []
}

function whyNoSnippet({ origin }: Case, why: NoPolicy): string {
  if (origin === 'null') {
    return ' The page has no origin of its own (a file, a sandboxed frame): serve it by http. Do not allow null, which every sandboxed frame of every site has.'
  }
  if (why === 'http-with-cookies')
    return ' Some of these pages are let in with cookies, and a page by http is not: one policy for both would put cookies within reach of whoever is between that page and its reader. Serve the page by https.'
  return ''
}

/** Only `*` cannot be kept, because it has no effect when cookies are sent. */
function lostBy({ credentials }: SmallPolicy, seen: Case): string {
  if (!credentials) return ''
  const { everybody, methods, headers, exposed } = seenAllowed(seen, false)
  const lost = [
    ...(everybody ? ['page'] : []),
    ...(methods.includes('*') ? ['method'] : []),
    ...(headers.includes('*') || exposed.includes('*') ? ['header'] : []),
  ]
  if (lost.length === 0) return ''
  return ` Until now \`*\` allowed every ${lost.join(', every ')} without cookies, and beside cookies it allows none: name those that are still needed.`
}
