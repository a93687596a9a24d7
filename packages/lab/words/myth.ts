/** A myth: a claim one can bet on, the experiment that runs, and the truth. */
import type { Experiment } from './experiment.ts'

export interface Myth {
  /** In the address: `#/myth/<id>`. */
  readonly id: string
  /** As people say it: `CORS protects the server.` */
  readonly claim: string
  readonly truth: boolean
  readonly experiment: Experiment
  /** What the experiment showed: two sentences. */
  readonly answer: string
  readonly source: { readonly title: string; readonly url: string }
  /** An article that people read today, and how it says it. */
  readonly article?: { readonly says: string; readonly url: string }
}
