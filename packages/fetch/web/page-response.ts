/** `Response` as a page makes it itself. https://fetch.spec.whatwg.org/#response-class */

import { PageHeaders, pairsOf } from './guarded-headers.ts'
import { NodeResponse } from './node-classes.ts'
import { typedBody } from './typed-body.ts'

const NULL_BODY_STATUS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

/**
 * `Response` as a page sees it: headers that the server does not expose are not there.
 * https://fetch.spec.whatwg.org/#response-class
 */
export class PageResponse extends NodeResponse {
  #headers: PageHeaders | null = null

  constructor(body: BodyInit | null = null, init: ResponseInit = {}) {
    // A page cannot set cookies through a response that it makes itself: the guard `response` drops them.
    super(body, init.headers === undefined ? init : { ...init, headers: guarded(pairsOf(init.headers)) })
  }

  override get headers(): PageHeaders {
    this.#headers ??= guarded(super.headers)
    return this.#headers
  }

  /**
   * Of the type that the headers say now, which script may have changed.
   * https://fetch.spec.whatwg.org/#concept-body-mime-type
   */
  override async blob(): Promise<Blob> {
    return typedBody(await this.arrayBuffer(), this.headers).blob()
  }

  override async formData(): Promise<FormData> {
    return typedBody(await this.arrayBuffer(), this.headers).formData()
  }

  override clone(): PageResponse {
    const { status, statusText, headers } = this
    const { body } = super.clone()
    return new PageResponse(NULL_BODY_STATUS.has(status) ? null : body, { status, statusText, headers })
  }
}

function guarded(list: Iterable<readonly [string, string]>): PageHeaders {
  return PageHeaders.guarded('response', list)
}
