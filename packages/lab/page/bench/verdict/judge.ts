/**
 * What the model says of the workbench. A real server is asked by the lab's own; a policy or headers are played in the
 * page.
 */
import type { Issue } from 'corskit'
import type { Engine, Outcome, RequestInput } from 'corskit/browser'
import { verdictSentence } from '../../../../cli/outcome/verdict-sentence.ts'
import type { LabAnswer, LabCause, LabRequest } from '../../../lab.ts'
import { responderOf } from '../../../set-up/responder.ts'
import type { ServerCard } from '../../../set-up/server-card.ts'
import { BENCH } from '../../words/bench.ts'
import type { Bench } from '../bench.ts'

export type Judged =
  | { readonly kind: 'mistake'; readonly mistake: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'outcome'
      readonly outcome: Outcome
      readonly sentence: string
      readonly notes: readonly string[]
      readonly causes: readonly LabCause[]
    }

export async function judge({ request, server }: Bench, stack: string | undefined): Promise<Judged> {
  if (server.by === 'url') return askServer(request, stack)
  const mistake = mistakeOf(request)
  if (mistake !== null) return { kind: 'mistake', mistake }
  const played = await playCard(request, server)
  if (!('outcome' in played)) return played
  const { outcome, notes } = played
  const causes = outcome.verdict === 'allowed' ? [] : await causesFor(request, outcome, stack)
  return { kind: 'outcome', outcome, sentence: verdictSentence(outcome, request.origin), notes, causes }
}

export function requestInput(request: LabRequest): RequestInput {
  return {
    origin: request.origin,
    url: request.url,
    method: request.method,
    headers: request.headers,
    body: request.body === '' ? null : request.body,
    credentials: request.credentials as 'include',
    mode: request.mode as 'cors',
  }
}

/** Input for which the model would throw, in the words of the form. */
export function mistakeOf({ url, origin }: LabRequest): string | null {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return BENCH.noUrl(url)
  if (origin !== 'null' && (!URL.canParse(origin) || new URL(origin).origin !== origin)) return BENCH.noOrigin(origin)
  return null
}

export async function playCard(
  request: LabRequest,
  card: Exclude<ServerCard, { by: 'url' }>,
): Promise<{ outcome: Outcome; notes: readonly string[] } | Exclude<Judged, { kind: 'outcome' }>> {
  const made = await responderOf(card, new URL(request.url).href)
  if ('mistake' in made) return { kind: 'mistake', mistake: made.mistake.replace(/\.$/, '') }
  if ('issues' in made) return { kind: 'issues', issues: made.issues }
  const { simulateFetch } = await import('corskit/browser')
  try {
    const engine = request.engine as Engine
    const outcome = await simulateFetch(requestInput(request), async (asked) => made.respond(asked), { engine })
    return { outcome, notes: made.notes }
  } catch (error) {
    return { kind: 'mistake', mistake: (error as Error).message }
  }
}

async function causesFor(request: LabRequest, outcome: Outcome, stack: string | undefined): Promise<LabCause[]> {
  const { causesOf } = await import('@corskit/diagnose')
  const { method, url, origin, headers, credentials } = request
  const asked = { method, url, origin, headers, credentials: credentials as 'include' }
  return causesOf({ request: asked, outcome, message: null }, [], stack === undefined ? {} : { stack })
}

async function askServer(request: LabRequest, stack: string | undefined): Promise<Judged> {
  const body = JSON.stringify(stack === undefined ? request : { ...request, stack })
  const answer = await postToLab<LabAnswer>('./check', body)
  if ('mistake' in answer) return { kind: 'mistake', mistake: answer.mistake }
  return { kind: 'outcome', causes: [], ...answer }
}

/** A text that is not JSON is the server's sentence on what is wrong. */
export async function postToLab<Answer>(path: string, body: string): Promise<Answer | { mistake: string }> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return response.ok ? await response.json() : { mistake: (await response.text()).trim().replace(/\.$/, '') }
  } catch {
    return { mistake: BENCH.stopped }
  }
}
