/**
 * An app that takes a `Request` may be inside an app for Node's requests: for example, Express may call a Hono app for
 * a path. If the outer app has put an answer on Node's response, the answer of the inner app replaces it.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import { applyAnswerBehind } from './node-response.ts'

/** What srvx, the server under h3, puts on its requests. */
interface ServedRequest {
  readonly runtime?: { readonly node?: { readonly res?: unknown } }
}

/** @param env what the server gives beside the request; @hono/node-server gives Node's response there */
export function ruleBehind(request: object, env: unknown, answer: Answer): void {
  const response =
    (env as { outgoing?: unknown } | null | undefined)?.outgoing ?? (request as ServedRequest).runtime?.node?.res
  if (response !== undefined) applyAnswerBehind(response, answer)
}
