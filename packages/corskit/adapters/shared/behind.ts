/**
 * An app that takes a `Request` may be within one of Node's, as one of Hono is that Express calls for a path. Where that has put an answer on Node's
 * response, the answer of the app within takes its place.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import { applyAnswerBehind } from './node-response.ts'

/** What srvx, which h3 is served by, puts on its requests. */
interface ServedRequest {
  readonly runtime?: { readonly node?: { readonly res?: unknown } }
}

/** @param env what the server hands over beside the request; that of @hono/node-server has Node's response */
export function ruleBehind(request: object, env: unknown, answer: Answer): void {
  const response =
    (env as { outgoing?: unknown } | null | undefined)?.outgoing ?? (request as ServedRequest).runtime?.node?.res
  if (response !== undefined) applyAnswerBehind(response, answer)
}
