/**
 * Whose `fetch` is tested: corskit as one of four engines, Node's own as it comes with undici, or that of jsdom or
 * happy-dom.
 */
import { openPage } from '@corskit/fetch'
import {
  ProgressEvent,
  XMLHttpRequestEventTarget,
  XMLHttpRequestUpload,
  type XmlHttpRequestOptions,
  xmlHttpRequestOf,
} from '@corskit/fetch/xhr'
import type { Engine } from 'corskit/browser'
import { JSDOM } from 'jsdom'
import * as undici from 'undici'
import { lookup, NAMES } from './names.ts'
import { nodeRealm, type Realm } from './realm.ts'

/** What the global object of the page gets. */
export type PageGlobals = Readonly<Record<string, unknown>>

/**
 * @param name an engine, `undici`, `jsdom` or `happy-dom`
 * @param html what the document is to be, for those who have one
 */
export async function realmFor(name: string, url: string, html?: string): Promise<Realm> {
  if (name !== 'jsdom' && name !== 'happy-dom') return nodeRealm
  const { happyDomRealm, jsdomRealm } = await import('./document-realms.ts') // large, so only for who is asked for
  return name === 'jsdom' ? jsdomRealm(url, html) : happyDomRealm(url, html)
}

/** What a page without a document gets from the implementation; one with a document brings its own. */
export function globalsFor(name: string, url: string, isWindow: boolean): PageGlobals {
  if (name === 'undici') return undiciGlobals(url)
  // What a test's environment brings along, if it has a window; a worker has no documents.
  const ofWindow = isWindow ? { DOMParser: new JSDOM().window.DOMParser } : {}
  return { ...corskitGlobals(name as Engine, url, ofWindow), ...ofWindow }
}

function corskitGlobals(engine: Engine, url: string, documents: XmlHttpRequestOptions): PageGlobals {
  const page = openPage(url, { engine, resolve: NAMES, tls: { rejectUnauthorized: false } }) // its certificates have expired
  const { fetch, Headers, Request, Response } = page
  const XMLHttpRequest = xmlHttpRequestOf(page, documents)
  return {
    fetch,
    Headers,
    Request,
    Response,
    ProgressEvent,
    XMLHttpRequest,
    XMLHttpRequestEventTarget,
    XMLHttpRequestUpload,
  }
}

function undiciGlobals(url: string): PageGlobals {
  undici.setGlobalDispatcher(new undici.Agent({ connect: { lookup: lookup as never, rejectUnauthorized: false } }))
  undici.setGlobalOrigin(url)
  const { fetch, FormData, Headers, Request, Response } = undici
  return { fetch, FormData, Headers, Request, Response }
}
