/** `corskit/sveltekit`: for SvelteKit 3 and 2. */
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { callAround, endCall, openCall, rememberGiven } from '../shared/nested.ts'
import { webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import { applyToResponse, preflightResponse, refusedResponse } from '../shared/web-response.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of SvelteKit's event is used. */
export interface SvelteKitEvent {
  readonly request: Request
}

/** What `hooks.server.ts` exports as `handle`. */
export type SvelteKitHandle<Event extends SvelteKitEvent = SvelteKitEvent> = <Given extends Event>(input: {
  event: Given
  resolve: (event: Given) => Response | Promise<Response>
}) => Promise<Response>

/**
 * In `src/hooks.server.ts`: `export const handle = cors(options)`, or first in `sequence(cors(options), …)`. Errors
 * of routes pass here as the responses that SvelteKit made of them; what a later `handle` throws, SvelteKit answers
 * outside of all of them. SvelteKit's own check of writes (`csrf`) answers before this,
 * and has a list of origins of its own: `trustedOrigins`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Event extends SvelteKitEvent = SvelteKitEvent>(
  source: PolicySource<Event>,
  options: CallOptions = {},
): SvelteKitHandle<Event> {
  const decide = createDecide<Event>(source, (event) => webPath(event.request), options)
  return async ({ event, resolve }) => {
    const around = callAround(event.request)
    const answer = await decide(webFacts(event.request), event)
    if (answer?.kind === 'preflight') return preflightResponse(answer)
    if (answer === null) return resolve(event)
    const call = openCall([event.request], around)
    let response: Response | undefined
    let ruling = answer
    try {
      response = await resolve(event)
    } finally {
      ruling = endCall(call, answer, response)
    }
    const applied = applyToResponse(response, ruling)
    rememberGiven(applied, call)
    return applied
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`: `sequence(cors(options), guard(options))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Event extends SvelteKitEvent = SvelteKitEvent>(
  source: PolicySource<Event>,
  options: GuardOptions<Event> = {},
): SvelteKitHandle<Event> {
  const judge = createJudge<Event>(source, options, (event) => webPath(event.request))
  return async ({ event, resolve }) => {
    const reason = await judge(webGuardFacts(event.request), event)
    return reason === null ? resolve(event) : refusedResponse(REFUSAL, event.request)
  }
}
