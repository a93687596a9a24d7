/**
 * Asks a server the questions that distinguish the policy from similar ones, and says where the server differs. It
 * opens no socket: the caller sends them.
 */
import { definePolicy, type PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import { type Facts, factsOf } from '../words/facts.ts'
import type { Response } from './judge.ts'
import { elementsOf } from './neighbors.ts'
import { doubtedQuestion, MOST_DOUBTED, type Question, questionsOf } from './questions.ts'
import { Verification } from './verification.ts'
import type { VerifyAnswer, VerifyProbe, VerifyReport } from './words.ts'

/** What is asked beside the URL itself. */
export interface VerifyOptions {
  /** Paths beside that of the URL. */
  readonly paths?: readonly string[]
  /** Sent with each request: for staging. */
  readonly headers?: readonly Header[]
  /** The same headers as they are shown in commands: a secret is not repeated. */
  readonly shownHeaders?: readonly Header[]
  /** What curl has to be told beside the request: `--resolve …`, `-k`. */
  readonly curlOptions?: readonly string[]
  /** So many requests at the most, where that is less than `mostProbes`. */
  readonly limit?: number
  /** Also what is neither GET, HEAD nor OPTIONS, to see the pages of errors that only such requests bring about. */
  readonly errors?: boolean
  /** Different in each run, so that no cache has answers for it. */
  readonly token?: string
}

/** So many requests at the most. @param paths how many are asked beside the URL itself */
export function mostProbes(facts: Facts, paths = 0): number {
  const origins = facts.exact.length + facts.sets.length
  return 40 + 24 * origins + 4 * (elementCount(facts) - origins) + 3 * paths
}

export function elementCount({ any, exact, sets, methods, allowedHeaders, exposedHeaders }: Facts): number {
  return (any ? 1 : 0) + exact.length + sets.length + methods.length + allowedHeaders.length + exposedHeaders.length
}

/** After so many requests without an answer, the server is considered unreachable. */
const GIVE_UP_AFTER = 3

/** @throws {TypeError} when the policy has mistakes, or decides by a promise */
export function* verify(
  url: string,
  policy: PolicyOptions,
  options: VerifyOptions = {},
): Generator<VerifyProbe, VerifyReport, VerifyAnswer> {
  const checked = definePolicy(policy)
  const { facts } = factsOf(policy)
  const token = options.token ?? 'fresh'
  const verification = new Verification(checked, facts, options.curlOptions ?? [])
  const questions = questionsOf(url, facts, elementsOf(facts), {
    paths: options.paths ?? [],
    limit: Math.min(mostProbes(facts, options.paths?.length), options.limit ?? Number.POSITIVE_INFINITY),
    errors: options.errors === true,
    token,
  })
  const report = (unreachable: string | null) => ({
    url,
    probes: answered,
    differences: verification.differences,
    unreachable,
  })
  const lost: [question: Question, why: string][] = []
  let answered = 0
  let silent = 0
  for (const question of questions) {
    const headers = [...question.probe.headers, ...(options.headers ?? [])]
    const answer = yield { ...question.probe, headers }
    if ('networkError' in answer) {
      // A server may cut the connection when it is sent more than it takes.
      if (question.kind === 'aside' && question.probe.method !== 'HEAD') continue
      if (++silent >= GIVE_UP_AFTER || answered === 0) return report(answer.networkError)
      lost.push([question, answer.networkError])
      continue
    }
    silent = 0
    answered++
    const shownHeaders = [...question.probe.headers, ...(options.shownHeaders ?? options.headers ?? [])]
    verification.judge({ ...question, probe: { ...question.probe, headers: shownHeaders } }, answer)
  }
  for (const [question, why] of lost) verification.judgeLost(question, why)
  verification.judgeTogether()
  const doubted = new Map<string, Response>()
  for (const [at, origin] of verification.doubted.slice(0, MOST_DOUBTED).entries()) {
    const { probe } = doubtedQuestion(url, origin, `${token}-doubted-${at}`)
    const answer = yield { ...probe, headers: [...probe.headers, ...(options.headers ?? [])] }
    if ('networkError' in answer) return report(answer.networkError)
    answered++
    doubted.set(origin, answer)
  }
  verification.judgeDoubted(doubted)
  return report(null)
}
