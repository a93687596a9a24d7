/**
 * What the stage draws: actors, and what happens between them, in order. Plain data: the same picture is an SVG, a
 * text, and a stage to step through.
 */

/** Each has one place, one colour and one letter in every view. */
export type ActorKind = 'page' | 'browser' | 'server' | 'other'

export interface Actor {
  /** Events refer to actors by it. */
  readonly id: string
  readonly kind: ActorKind
  /** `the page`, `the bank`, `the cache`. */
  readonly name: string
  /** Mostly its origin. */
  readonly detail?: string
}

/**
 * How a header on an arrow is marked. `decides`: the rule that decided looked at it. `hidden`: it arrived and script
 * does not see it. `looked-at`: CORS reads it. `plain`: folded away with the others.
 */
export type HeaderMark = 'decides' | 'looked-at' | 'hidden' | 'plain'

export interface PictureHeader {
  readonly name: string
  readonly value: string
  readonly mark: HeaderMark
}

/** With two outcomes on one stage, the one to which it belongs; both when it is missing. */
interface OfOneSide {
  readonly side?: 'before' | 'now'
}

export interface ArrowEvent extends OfOneSide {
  readonly type: 'arrow'
  readonly from: string
  readonly to: string
  /** `sent` is solid, `answer` is dashed. */
  readonly line: 'sent' | 'answer'
  /** A preflight is drawn lighter. */
  readonly preflight?: boolean
  /** The answer arrived here, but script does not see it. */
  readonly hidden?: boolean
  /** On the arrow: method and path, or the status. */
  readonly plate: string
  readonly headers?: readonly PictureHeader[]
  /** Who does what, in a sentence. */
  readonly says: string
  /** The sentence is shown under the arrow, and not only in the text. */
  readonly spoken?: boolean
}

export interface RuleEvent extends OfOneSide {
  readonly type: 'rule'
  readonly at: string
  readonly state: 'passed' | 'failed' | 'not-reached'
  readonly rule: string
  /** The standard's name of it, if that differs. */
  readonly term?: string
  readonly spec?: string
  readonly decides?: boolean
  readonly says: string
}

/** What is known without an exchange: `a kept preflight covers this, for 42 s more`. */
export interface NoteEvent extends OfOneSide {
  readonly type: 'note'
  readonly at: string
  readonly says: string
}

/** What the server did, whatever the browser then hides: `50 moved to Mallory`. */
export interface EffectEvent extends OfOneSide {
  readonly type: 'effect'
  readonly at: string
  readonly says: string
}

export type PictureEvent = ArrowEvent | RuleEvent | NoteEvent | EffectEvent

export interface Picture {
  readonly actors: readonly Actor[]
  readonly events: readonly PictureEvent[]
}
