/** Makes a policy of options. Everything is checked here, once; no request repeats a check. */
import type { Header } from '../protocol/header-list.ts'
import { type Answer, createAnswer, type RequestFacts } from './answers/answer.ts'
import { createPreflightAnswer } from './answers/preflight.ts'
import type { OriginJudgement } from './answers/reason.ts'
import { explain } from './answers/reason.ts'
import { createRequestHeaderRule } from './answers/request-headers.ts'
import { joinVary } from './answers/vary.ts'
import { type CheckedPolicy, checkOptions } from './checks/check-options.ts'
import { PolicyError } from './checks/issue.ts'
import { reportOnce } from './fault.ts'
import type { PolicyOptions } from './options.ts'
import { createOriginRule } from './origins/origin-rule.ts'
import { createOriginTree } from './origins/origin-tree.ts'
import { markOurs } from './our-policies.ts'
import { DEFAULT_TIMEOUT } from './settled-within.ts'

/** A checked policy. It never changes. */
export interface Policy<Request = unknown> {
  /** The options that it was made of. */
  readonly options: PolicyOptions<Request>
  /**
   * The answer to one request; a promise only when a predicate gave one. Never throws, never rejects.
   *
   * @param request handed to the predicate
   */
  answer(facts: RequestFacts, request?: Request): Answer | Promise<Answer>
  /**
   * Whether this origin is trusted: `null`, or the reason why not. `origin: '*'` lets everyone read and trusts nobody,
   * so there the answer is always a reason.
   */
  judgeOrigin(origin: string, request?: Request): OriginJudgement
}

/**
 * Checks the options and makes a policy of them.
 *
 * @throws {PolicyError} with every mistake in the options
 */
export function definePolicy<Request = unknown>(options: PolicyOptions<Request>): Policy<Request> {
  const { issues, checked } = checkOptions<Request>(options)
  if (checked === null || issues.length > 0) throw new PolicyError(issues)
  return createPolicy(checked.options, checked)
}

function createPolicy<Request>(options: PolicyOptions<Request>, checked: CheckedPolicy<Request>): Policy<Request> {
  const { origins, predicate, methods, allowedHeaders, credentials } = checked
  const vary = varyOf(checked)
  const judgeOrigin = createOriginRule<Request>({
    exact: origins.exact,
    tree: origins.patterns.length > 0 ? createOriginTree(origins.patterns) : null,
    regExps: origins.regExps,
    predicate,
    timeout: options.timeout ?? DEFAULT_TIMEOUT,
    onFault: options.onFault ?? reportOnce(),
    allowNull: options.dangerouslyAllowNullOrigin === true,
  })
  const answer = createAnswer<Request>({
    judgeOrigin,
    anyOrigin: origins.any,
    actualHeaders: actualHeaders(checked),
    answerPreflight: createPreflightAnswer({
      methods: methods.names,
      anyMethod: methods.any,
      headers: createRequestHeaderRule(new Set(allowedHeaders.names), allowedHeaders.any),
      credentials,
      maxAge: options.maxAge ?? null,
      privateNetwork: options.legacyPrivateNetworkAccess === true,
      explain: options.explain === true,
      vary: vary.preflight,
    }),
    explainOrigin: (reason) => (options.explain === true ? [['corskit-reason', explain(reason, null)]] : []),
    vary,
  })
  return markOurs(
    Object.freeze({
      options,
      answer: (facts: RequestFacts, request?: Request) => answer(facts, request as Request),
      judgeOrigin: (origin: string, request?: Request) => judgeOrigin(origin, request as Request),
    }),
  )
}

/**
 * After `Access-Control-Allow-Origin`. Browsers ignore these two in the answer to a preflight, and the preflight's
 * lists in this one.
 */
function actualHeaders<Request>({ credentials, exposedHeaders }: CheckedPolicy<Request>): Header[] {
  const headers: Header[] = []
  if (credentials) headers.push(['access-control-allow-credentials', 'true'])
  const exposed = exposedHeaders.any ? ['*', ...exposedHeaders.names] : exposedHeaders.names
  if (exposed.length > 0) headers.push(['access-control-expose-headers', exposed.join(',')])
  return headers.map((header) => Object.freeze(header))
}

/**
 * The request headers on which each kind of answer depends. Denied answers carry it too, and answers to requests
 * without `Origin`: a cache may give any of them to the next client. With `*` every origin gets the same answer, so
 * only the headers that make an OPTIONS a preflight are named.
 */
function varyOf<Request>({ origins, allowedHeaders, credentials, declaredVary, options }: CheckedPolicy<Request>) {
  const always = origins.any ? declaredVary : ['Origin', ...declaredVary]
  const preflight = [...always, 'Access-Control-Request-Method']
  const namesHeaders = allowedHeaders.any && (credentials || !allowedHeaders.names.includes('authorization'))
  if (namesHeaders || options.explain === true) preflight.push('Access-Control-Request-Headers')
  if (options.legacyPrivateNetworkAccess === true) preflight.push('Access-Control-Request-Private-Network')
  return {
    actual: joinVary(always),
    options: joinVary(['Origin', ...always, 'Access-Control-Request-Method']),
    preflight: joinVary(preflight),
  }
}
