/** What the workbench holds: a request, how its server answers, and the console line that it began with. */
import type { LabRequest } from '../../lab.ts'
import { PLAIN_ANSWER, type ServerCard } from '../../set-up/server-card.ts'
import { USUAL } from '../fragment.ts'
import type { Surroundings } from '../surroundings.ts'

export interface Bench {
  readonly request: LabRequest
  readonly server: ServerCard
  /** A console line, when nothing else is known of the answer. */
  readonly said: string
  /** What a recording does not show of this request: then the server is asked when the visitor says so. */
  readonly lacks?: readonly string[]
  /** The answers that are in a recording. The card's other answers are assumptions. */
  readonly recorded?: readonly RecordedAnswer[]
}

export type RecordedAnswer = 'preflight' | 'actual'

export const FIRST_POLICY = `{
  origin: 'https://app.example.com',
  methods: ['PUT'],
  allowedHeaders: ['content-type'],
}`

/** The content of a card after the visitor chose another way of answering. */
export const RAW_CARD = {
  by: 'raw',
  preflight: { status: 404, headers: [] },
  actual: PLAIN_ANSWER,
  redirected: null,
} as const satisfies ServerCard

export function policyCard(policy: string): ServerCard {
  return { by: 'policy', policy, answer: PLAIN_ANSWER }
}

/** The workbench without a request: in the lab a real route that is wrong, elsewhere the most common failure. */
export function firstBench({ site, pageOrigin }: Surroundings): Bench {
  if (site !== null) {
    const request = { ...USUAL, url: `${site.apiOrigin}/no-headers`, origin: pageOrigin, headers: [] }
    return { request, server: { by: 'url' }, said: '' }
  }
  const headers = [['content-type', 'application/json']] as const
  const request = { ...USUAL, method: 'PUT', url: 'https://api.example.com/users', origin: pageOrigin, headers }
  return { request, server: RAW_CARD, said: '' }
}
