/**
 * Performs the workbench's fetch in this browser, on a server that is set up as the workbench says, and runs the model
 * on the same.
 */
import type { Engine, Outcome } from 'corskit/browser'
import type { SetUpAnswer } from '../../../server/set-ups.ts'
import { responderOf } from '../../../set-up/responder.ts'
import { answerFor, realUrl, type StandIn, stageUrl } from '../../../set-up/stand-in.ts'
import { agree } from '../../agreement.ts'
import { askBrowser, type BrowserAnswer } from '../../ask-browser.ts'
import { thisEngine } from '../../this-engine.ts'
import { RUN } from '../../words/bench.ts'
import type { Bench } from '../bench.ts'
import { mistakeOf, postToLab, requestInput } from '../verdict/judge.ts'

export type Run =
  | { readonly kind: 'mistake'; readonly mistake: string }
  | {
      readonly kind: 'run'
      readonly answer: BrowserAnswer
      readonly model: Outcome
      readonly same: boolean
      /** The real URLs, for which the stage shows names. */
      readonly url: string
      readonly isStandIn: boolean
    }

/** @param modelOfUrl what the lab's server found at a real URL */
export async function runHere(bench: Bench, pageOrigin: string, modelOfUrl: Outcome | null): Promise<Run> {
  const { request, server } = bench
  const mistake = mistakeOf(request)
  if (mistake !== null) return { kind: 'mistake', mistake }
  if (server.by === 'url') {
    if (modelOfUrl === null) return { kind: 'mistake', mistake: RUN.noModel }
    const answer = await askBrowser(request)
    return {
      kind: 'run',
      answer,
      model: modelOfUrl,
      same: agree(modelOfUrl.verdict, answer),
      url: request.url,
      isStandIn: false,
    }
  }
  const url = new URL(request.url).href
  const setUp = await postToLab<SetUpAnswer>('./set-up', JSON.stringify({ page: request.origin, url, card: server }))
  if ('mistake' in setUp) return { kind: 'mistake', mistake: setUp.mistake }
  const standIn: StandIn = { page: request.origin, url, realPage: pageOrigin, realBase: setUp.base }
  const real = { ...request, origin: pageOrigin, url: realUrl(url, standIn) }
  const model = await modelOf({ ...bench, request: real }, standIn)
  const answer = await askBrowser(real)
  return { kind: 'run', answer, model, same: agree(model.verdict, answer), url: real.url, isStandIn: true }
}

async function modelOf({ request, server }: Bench, standIn: StandIn): Promise<Outcome> {
  const made = server.by === 'url' ? null : await responderOf(server, standIn.url)
  if (made === null || !('respond' in made)) throw new Error('the server was set up with what cannot be read')
  const { simulateFetch } = await import('corskit/browser')
  return simulateFetch(
    requestInput(request),
    (asked) => {
      const stage = stageUrl(asked.url.slice(standIn.realBase.length), standIn)
      return answerFor(made.respond, { method: asked.method, url: stage, headers: asked.headers }, standIn)
    },
    { engine: thisEngine(navigator.userAgent) as Engine },
  )
}
