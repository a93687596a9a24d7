/** The lab: a page, the sample API, a third origin, and the servers of the attacks. All are on loopback only. */
import { createSampleApi, createThirdOrigin } from '@corskit/example-broken-api'
import { ROUTES } from '@corskit/example-broken-api/routes'
import type { Outcome } from 'corskit/browser'
import { createBank, createBankSockets, createCache } from './server/attacks/bank-server.ts'
import { createPuppets } from './server/attacks/puppet.ts'
import { Worlds } from './server/attacks/worlds.ts'
import { CacheInFront } from './server/cache/cache-in-front.ts'
import { CACHE_PROGRAMS } from './server/cache/cache-programs.ts'
import { listenOnLoopback } from './server/listen.ts'
import { createPageServer } from './server/page-server.ts'
import { SetUps } from './server/set-ups.ts'

/** The request that the page posts: the fields of its form. */
export interface LabRequest {
  readonly url: string
  readonly origin: string
  readonly method: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Empty for none. */
  readonly body: string
  readonly credentials: string
  readonly mode: string
  readonly engine: string
  /** The server of the snippets: `express`, `nginx`…; by default, what the server names itself. */
  readonly stack?: string
}

/** The model's answer, or the one line that says what is wrong with the request. */
export type LabAnswer = { readonly mistake: string } | LabVerdict

export interface LabVerdict {
  readonly outcome: Outcome
  /** Why, in one plain sentence. */
  readonly sentence: string
  readonly notes: readonly string[]
  /** The most likely first; the same objects as in `corskit check --json`. */
  readonly causes?: readonly LabCause[]
}

export interface LabCause {
  readonly id: string
  readonly title: string
  readonly confidence: 'certain' | 'likely' | 'possible'
  readonly layer: string
  readonly evidence: readonly string[]
  readonly confirm: string | null
  readonly docs: string
  readonly fix: {
    readonly summary: string
    readonly snippets: readonly {
      readonly stack: string
      readonly language: string
      readonly file: string
      readonly code: string
    }[]
  }
}

/** In PEM. It has to be for `localhost`, `*.localhost` and `127.0.0.1`. */
export interface LabCertificate {
  readonly cert: string
  readonly key: string
}

export interface LabOptions {
  /**
   * Sends what a browser would send and judges what comes back. Given by the command, which does the same in
   * `corskit check`.
   */
  readonly check: (request: LabRequest) => Promise<LabAnswer>
  /**
   * The page's port; the other servers take the next five ports if they are free. 0 means any free port. Default: 4680,
   * or any free port.
   */
  readonly port?: number
  /** Makes every server of the lab speak https. */
  readonly certificate?: LabCertificate
  /**
   * Shared caches: the first that is installed is used. Default: Varnish, then nginx. An empty list means the lab's own
   * small cache.
   */
  readonly caches?: readonly ('Varnish' | 'nginx')[]
  /** The folder of the built page. */
  readonly pageFolder?: URL
}

export interface Lab {
  /** The page's address. */
  readonly url: string
  readonly apiOrigin: string
  readonly thirdOrigin: string
  /** The ports of the attacks' servers, whose names are under `.localhost`: pages, bank, cache. */
  readonly attackOrigins: readonly [pages: string, bank: string, cache: string]
  close(): Promise<void>
}

const DEFAULT_PORT = 4680

/** @throws when the port that was asked for is taken */
export async function startLab({
  check,
  port,
  certificate,
  caches,
  pageFolder = new URL('page/', import.meta.url),
}: LabOptions): Promise<Lab> {
  const page = await listenOnLoopback(port ?? DEFAULT_PORT, { orAny: port === undefined, certificate })
  const api = await listenOnLoopback(page.port + 1, { orAny: true, certificate })
  const third = await listenOnLoopback(page.port + 2, { orAny: true, certificate })
  const pages = await listenOnLoopback(page.port + 3, { orAny: true, certificate })
  const bank = await listenOnLoopback(page.port + 4, { orAny: true, certificate })
  const cache = await listenOnLoopback(page.port + 5, { orAny: true, certificate })
  const scheme = certificate === undefined ? ('http' as const) : ('https' as const)
  const attackPorts = { scheme, pages: pages.port, bank: bank.port, cache: cache.port }
  const site = {
    pageOrigin: page.origin,
    apiOrigin: api.origin,
    thirdOrigin: third.origin,
    routes: ROUTES,
    attackPorts,
  }
  const worlds = new Worlds()
  const setUps = new SetUps(api.origin, page.origin)
  const front = new CacheInFront(
    createBank(worlds, attackPorts, 'behind-cache'),
    CACHE_PROGRAMS.filter(({ name }) => caches === undefined || caches.includes(name)),
  )
  page.server.on('request', createPageServer({ site, check, setUps, worlds, front, pageFolder }))
  api.server.on('request', setUps.before(createSampleApi(site)))
  third.server.on('request', createThirdOrigin(site))
  pages.server.on('request', createPuppets(page.origin, attackPorts))
  bank.server.on('request', createBank(worlds, attackPorts, 'bank'))
  bank.server.on('upgrade', createBankSockets(worlds, attackPorts))
  cache.server.on('request', createCache(worlds, attackPorts, front))
  return {
    url: `${page.origin}/`,
    apiOrigin: api.origin,
    thirdOrigin: third.origin,
    attackOrigins: [pages.origin, bank.origin, cache.origin],
    close: async () => {
      await Promise.all([front, page, api, third, pages, bank, cache].map((one) => one.close()))
    },
  }
}
