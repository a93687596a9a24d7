/**
 * Puts the headers on the response of an app's own `onError`: h3 adds the staged headers to every response except that
 * one. Nitro always has an `onError`.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import { applyToResponse } from '../shared/web-response.ts'

// biome-ignore lint/suspicious/noExplicitAny: the error and the event are h3's own, and only passed on
type OnError = (error: any, event: any) => unknown

/** What of h3's app is used. */
export interface H3AppLike {
  readonly config: { onError?: OnError | undefined }
}

const answers = new WeakMap<object, Answer>()
const keeping = new WeakSet<OnError>()

/**
 * The adapter first sees the app with its first request. Then it replaces `onError` by a function that calls the given
 * one, and adds to its response.
 */
export function keepOnError(event: { readonly app?: H3AppLike | undefined }, answer: Answer): void {
  const config = event.app?.config
  if (config?.onError === undefined) return
  answers.set(event, answer)
  const given = config.onError
  if (keeping.has(given)) return
  const keeper: OnError = async (error, event) => {
    const made = await given.call(config, error, event)
    const answer = answers.get(event)
    return answer !== undefined && made instanceof Response ? applyToResponse(made, answer) : made
  }
  // Where the configuration cannot be changed, errors do not have the headers.
  if (Reflect.set(config, 'onError', keeper)) keeping.add(keeper)
}
