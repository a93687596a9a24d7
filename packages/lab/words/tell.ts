/** Short ways to write a picture that is told rather than played. */
import { ACTORS } from '../page/words/picture.ts'
import { ruleWords } from '../page/words/rules.ts'
import type { Actor, ArrowEvent, EffectEvent, HeaderMark, NoteEvent, PictureHeader, RuleEvent } from './picture.ts'

type ToldHeader = readonly [name: string, value: string, mark?: HeaderMark]

export interface ToldArrow {
  readonly headers?: readonly ToldHeader[]
  readonly hidden?: boolean
  readonly preflight?: boolean
}

function arrow(
  line: 'sent' | 'answer',
  from: string,
  to: string,
  plate: string,
  says: string,
  told: ToldArrow,
): ArrowEvent {
  const { headers = [], hidden, preflight } = told
  return {
    type: 'arrow',
    from,
    to,
    line,
    plate,
    says,
    ...(hidden && { hidden }),
    ...(preflight && { preflight }),
    headers: headers.map(([name, value, mark = 'looked-at']): PictureHeader => ({ name, value, mark })),
  }
}

export const sent = (from: string, to: string, plate: string, says: string, told: ToldArrow = {}): ArrowEvent =>
  arrow('sent', from, to, plate, says, told)

export const answered = (from: string, to: string, plate: string, says: string, told: ToldArrow = {}): ArrowEvent =>
  arrow('answer', from, to, plate, says, told)

/** A rule that decided. */
export const decided = (at: string, passed: boolean, rule: string, says: string, spec?: string): RuleEvent => ({
  type: 'rule',
  at,
  state: passed ? 'passed' : 'failed',
  ...ruleWords(rule),
  decides: true,
  says,
  ...(spec !== undefined && { spec }),
})

export const note = (at: string, says: string): NoteEvent => ({ type: 'note', at, says })

export const done = (at: string, says: string): EffectEvent => ({ type: 'effect', at, says })

export const BROWSER: Actor = { id: 'browser', kind: 'browser', name: ACTORS.browser }

export const pageAt = (detail: string, name: string = ACTORS.page): Actor => ({
  id: 'page',
  kind: 'page',
  name,
  detail,
})

export const serverAt = (detail: string, name: string = ACTORS.server): Actor => ({
  id: 'server',
  kind: 'server',
  name,
  detail,
})

export const CORS_CHECK = 'https://fetch.spec.whatwg.org/#concept-cors-check'
