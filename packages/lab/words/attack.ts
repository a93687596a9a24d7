/** An attack: a set-up that is open, an app that has to go on working, and a policy to repair. */

/** What the attack page, or the app's own page, found when it tried, in this browser or by the model. */
export interface Tried {
  readonly ok: boolean
  /** `The attacker's page read Ada's balance: 1,200.` */
  readonly says: string
}

export interface AttackWorld {
  readonly appOrigin: string
  readonly bankOrigin: string
  readonly evilOrigin: string
  /** Calls of `fetch` from a page of that origin; rejects as `fetch` does. The live lab uses real pages, the static site the model. */
  readonly fetchFrom: (
    origin: string,
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string; credentials?: RequestCredentials },
  ) => Promise<{ readonly status: number; readonly type: string; readonly body: string }>
  /** The bank's books, as its owner sees them. */
  readonly ledger: () => Promise<readonly { readonly name: string; readonly balance: number }[]>
}

export interface Attack {
  /** In the address: `#/attack/<id>`. */
  readonly id: string
  readonly title: string
  /** At most 90 words. */
  readonly story: string
  /** The name of the live set-up that the lab's server starts; also what simulates it where there is no server. */
  readonly setUp: string
  /** What the visitor edits: the options of a policy, as JSON with comments. */
  readonly start: string
  /** Passes the check of the app and fails that of the attack. */
  readonly solution: string
  /** Why the solution is one: two sentences. */
  readonly why: string
  /** Whether the app still works. */
  readonly app: (world: AttackWorld) => Promise<Tried>
  /** Whether the attacker got what they wanted: `ok` is bad news here. */
  readonly attack: (world: AttackWorld) => Promise<Tried>
}
