/** A scene: one question, one thing to change, one thing to see. In every text, `code` is in backticks. */
import type { AttackWorld } from './attack.ts'
import type { Experiment, Played } from './experiment.ts'

export interface Control<Choice extends string = string> {
  /** `The server answers with`. */
  readonly label: string
  /** The first one is shown first. */
  readonly choices: readonly { readonly value: Choice; readonly label: string }[]
}

/** A drawing that real pages carry out: they ask the toy bank through a cache. */
export interface LiveScene<Choice extends string = string> {
  /** The bank's policy, as the editor of the attacks takes it. */
  readonly policy: (choice: Choice) => string
  readonly run: (world: AttackWorld, choice: Choice) => Promise<LivePlay>
}

export interface LivePlay {
  /** Who did what, in the order in which it happened. */
  readonly says: readonly string[]
  /** Whether it is what the drawing shows. */
  readonly same: boolean
}

export interface Scene<Choice extends string = string> {
  /** In the address: `#/scene/<id>`. Lower case and hyphens; never changed once public. */
  readonly id: string
  /** A question. */
  readonly title: string
  /** At most 90 words; an empty line separates paragraphs, `code` is in backticks. */
  readonly words: string
  /** What to make happen: `Make the page read the answer.` */
  readonly goal: string
  readonly control: Control<Choice>
  readonly experiment: Experiment<Choice>
  readonly live?: LiveScene<Choice>
  /** Whether the visitor made it happen. False for the first choice. */
  readonly seen: (played: Played, choice: Choice) => boolean
  /** What to remember: two sentences. */
  readonly keep: string
  /** If articles say something else: their sentence, and what really happened. */
  readonly article?: { readonly says: string; readonly truth: string }
}

/**
 * Checks the choices of `experiment` and `seen` against those of `control`, then drops their types, so that one list
 * can hold all scenes.
 */
export function scene<const Choice extends string>(made: Scene<Choice>): Scene {
  return made as unknown as Scene
}
