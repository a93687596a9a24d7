/** `corskit/sveltekit`: for SvelteKit 3 and 2. */
import type { PolicySource } from '../policy/source.ts'
import { createDecide } from './decide.ts'
import { webFacts, webPath } from './web-facts.ts'
import { applyToResponse, preflightResponse } from './web-response.ts'

/** What of SvelteKit's event is used. */
export interface SvelteKitEvent {
  readonly request: Request
}

export type SvelteKitHandle<Event extends SvelteKitEvent = SvelteKitEvent> = <Given extends Event>(input: {
  event: Given
  resolve: (event: Given) => Response | Promise<Response>
}) => Promise<Response>

/**
 * In `src/hooks.server.ts`: `export const handle = cors(options)`, or first in `sequence(cors(options), …)`. Errors pass here as the responses
 * that SvelteKit made of them. SvelteKit's own check of form posts (`csrf`) is another matter, and stays as it is.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Event extends SvelteKitEvent = SvelteKitEvent>(
  source: PolicySource<Event>,
): SvelteKitHandle<Event> {
  const decide = createDecide<Event>(source, (event) => webPath(event.request))
  return async ({ event, resolve }) => {
    const answer = await decide(webFacts(event.request), event)
    if (answer?.kind === 'preflight') return preflightResponse(answer)
    const response = await resolve(event)
    return answer === null ? response : applyToResponse(response, answer)
  }
}
