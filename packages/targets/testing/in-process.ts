/** Servers without a socket: what `verify` asks goes to a function. */
import { definePolicy, mergeVary, type Policy, type PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import { type VerifyOptions, verify } from '../verify/verify.ts'
import type { VerifyAnswer, VerifyProbe, VerifyReport } from '../verify/words.ts'

export type Server = (probe: VerifyProbe) => VerifyAnswer

export const headerOf = (probe: VerifyProbe, name: string) => probe.headers.find(([each]) => each === name)?.[1] ?? null

/** A server that does what the policy says. */
export function rightServer(options: PolicyOptions): Server {
  const policy: Policy = definePolicy(options)
  return (probe) => {
    const answer = policy.answer({
      method: probe.method,
      origin: headerOf(probe, 'origin'),
      requestMethod: headerOf(probe, 'access-control-request-method'),
      requestHeaders: headerOf(probe, 'access-control-request-headers'),
    })
    if ('then' in answer) throw new TypeError('a policy without a predicate answers at once')
    const vary = mergeVary(undefined, answer.vary)
    const headers: Header[] = [...answer.headers, ...(vary === '' ? [] : [['vary', vary] as const])]
    return { status: answer.status ?? (new URL(probe.url).pathname.startsWith('/corskit-') ? 404 : 200), headers }
  }
}

export function verifyInProcess(options: PolicyOptions, server: Server, asking?: VerifyOptions): VerifyReport {
  const run = verify('https://api.corskit-verify.example/', options, asking)
  let step = run.next()
  while (!step.done) step = run.next(server(step.value))
  return step.value
}
