/** `@corskit/fetch/xhr`: `const XMLHttpRequest = xmlHttpRequestOf(page)`. */
import './node-version.ts'
import type { Page } from './open-page.ts'
import { runOf } from './page/page-run.ts'
import { PageXMLHttpRequest } from './xhr/xml-http-request.ts'

export { ProgressEvent } from './xhr/progress-event.ts'
export { XMLHttpRequestEventTarget, XMLHttpRequestUpload } from './xhr/xhr-event-target.ts'
export type { PageXMLHttpRequest } from './xhr/xml-http-request.ts'

/** The `XMLHttpRequest` of a page: same cookies, same preflights, same connections as its `fetch`. */
export function xmlHttpRequestOf(page: Page): (new () => PageXMLHttpRequest) & typeof PageXMLHttpRequest {
  const run = runOf(page)
  return class XMLHttpRequest extends PageXMLHttpRequest {
    constructor() {
      super(run)
    }
  }
}
