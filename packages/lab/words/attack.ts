/** An attack: a set-up that is open, an app that has to go on working, and a policy to repair. */

/** What the attacker's page or the app's own page found, in this browser or by the model. */
export interface Tried {
  readonly ok: boolean
  /** `The attacker's page read Ada's balance: 1,200.` */
  readonly says: string
}

/** What `fetch` gave a page. `opaque` has status 0 and no body. */
export interface Fetched {
  readonly status: number
  readonly type: string
  readonly body: string
}

export interface FetchFromInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  readonly mode?: 'cors' | 'no-cors'
}

/** Names and balances, in the order of the book. */
export type Ledger = readonly { readonly name: string; readonly balance: number }[]

/**
 * Pages, a bank and a cache. Ada is logged in, so the browser has the bank's cookie. The live lab uses real pages, the
 * static site uses the model.
 */
export interface AttackWorld {
  /** Calls `fetch` from a page of that origin; rejects with a TypeError as `fetch` does. */
  readonly fetchFrom: (origin: string, url: string, init?: FetchFromInit) => Promise<Fetched>
  /** A page of that origin posts a form. Nobody reads the answer. */
  readonly postForm: (origin: string, url: string, fields: Readonly<Record<string, string>>) => Promise<void>
  /** The first message on a WebSocket that a page of that origin opens, or null when it does not open. */
  readonly socketFrom: (origin: string, url: string) => Promise<string | null>
  /** The bank's books, as its owner sees them. */
  readonly ledger: () => Promise<Ledger>
}

export interface Attack {
  /** In the address: `#/attack/<id>`. */
  readonly id: string
  /** A question. */
  readonly title: string
  /** At most 90 words. */
  readonly story: string
  /** The origin of the attacker's page, or `null` for a sandboxed frame. */
  readonly evilOrigin: string
  /** What the visitor edits: the options of a policy, as JSON with comments; see `attacks/world/rules.ts`. */
  readonly start: string
  /** Passes the check of the app and fails that of the attack. */
  readonly solution: string
  /** Why the solution is one: two sentences. */
  readonly why: string
  /** The attack uses the cache, and the page says which cache that is. */
  readonly usesCache?: true
  /** Whether the app still works. */
  readonly app: (world: AttackWorld) => Promise<Tried>
  /** Whether the attacker got what they wanted: `ok` is bad news here. */
  readonly attack: (world: AttackWorld) => Promise<Tried>
}
