/** `@corskit/fetch/xhr`: `const XMLHttpRequest = xmlHttpRequestOf(page)`. */
import './node-version.ts'
import type { Page } from './open-page.ts'
import { runOf } from './page/page-run.ts'
import type { MakeParser } from './xhr/answer/xhr-document.ts'
import { PageXMLHttpRequest } from './xhr/xml-http-request.ts'

export type { DocumentParser } from './xhr/answer/xhr-document.ts'
export { ProgressEvent } from './xhr/progress-event.ts'
export { XMLHttpRequestEventTarget, XMLHttpRequestUpload } from './xhr/xhr-event-target.ts'
export type { PageXMLHttpRequest } from './xhr/xml-http-request.ts'

/** What a page's `XMLHttpRequest` may be given. */
export interface XmlHttpRequestOptions {
  /** Makes the documents of `responseXML`. Default: the global one, which Node does not have and jsdom has. */
  readonly DOMParser?: MakeParser
}

/**
 * The `XMLHttpRequest` of a page: same cookies, same preflights, same connections as its `fetch`.
 * @throws {TypeError} for a page that `openPage` did not make
 */
export function xmlHttpRequestOf(
  page: Page,
  options: XmlHttpRequestOptions = {},
): (new () => PageXMLHttpRequest) & typeof PageXMLHttpRequest {
  const run = runOf(page)
  const parser = () => options.DOMParser ?? (globalThis as { DOMParser?: MakeParser }).DOMParser ?? null
  return class XMLHttpRequest extends PageXMLHttpRequest {
    constructor() {
      super(run, parser())
    }
  }
}
