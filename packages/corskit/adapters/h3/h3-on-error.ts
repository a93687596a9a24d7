/** The headers on what an app's own `onError` makes: h3 lays what is staged over every response but that one. Nitro always has an `onError`. */
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

/** The app is only met with its first request, so that is when its `onError` is replaced: by one that adds to the response of the given one. */
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
  // A configuration that cannot be changed stays as it is, and its errors are without the headers.
  if (Reflect.set(config, 'onError', keeper)) keeping.add(keeper)
}
