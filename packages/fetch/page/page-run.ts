/** Gives other parts of a page (XMLHttpRequest) access to its machine, without making it public. */

import type { Engine } from 'corskit/browser'
import type { PageRequestInit, PageRequestInput } from '../web/page-request.ts'
import { type CallingPage, type FetchCall, readCall, readCallNow } from './fetch-call.ts'
import { type FetchEnvironment, type PageFetchResult, runFetch } from './page-fetch.ts'
import { runFetchSync, type SyncFetchResult } from './page-fetch-sync.ts'

export class PageRun {
  readonly calling: CallingPage
  readonly #environment: FetchEnvironment

  constructor(calling: CallingPage, environment: FetchEnvironment) {
    this.calling = calling
    this.#environment = environment
  }

  get engine(): Engine {
    return this.#environment.engine
  }

  async read(input: PageRequestInput, init: PageRequestInit): Promise<FetchCall> {
    return readCall(input, init, this.calling)
  }

  run(call: FetchCall): Promise<PageFetchResult> {
    return runFetch(call, this.#environment)
  }

  /** @throws {DOMException} for a body that takes time to be written down */
  readNow(url: string, init: PageRequestInit): FetchCall {
    return readCallNow(url, init, this.calling)
  }

  /** @throws {DOMException} for what this process would have to answer itself */
  runSync(call: FetchCall): SyncFetchResult {
    return runFetchSync(call, this.#environment)
  }
}

const runs = new WeakMap<object, PageRun>()

export function rememberRun(page: object, run: PageRun): void {
  runs.set(page, run)
}

/** @throws {TypeError} for what is not a page of `openPage` */
export function runOf(page: object): PageRun {
  const run = runs.get(page)
  if (run === undefined) throw new TypeError('this is not a page of openPage()')
  return run
}
