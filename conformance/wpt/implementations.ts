/** Whose `fetch` is tested: corskit as one of four engines, or Node's own as it comes with undici. */
import dns from 'node:dns'
import { openPage } from '@corskit/fetch'
import { ProgressEvent, XMLHttpRequestEventTarget, XMLHttpRequestUpload, xmlHttpRequestOf } from '@corskit/fetch/xhr'
import type { Engine } from 'corskit/browser'
import * as undici from 'undici'

const LABELS = ['www', 'www1', 'www2', 'xn--n8j6ds53lwwkrqhv28a', 'xn--lve-6lad']
const HOSTS = ['web-platform.test', 'not-web-platform.test'].flatMap((host) => [
  host,
  ...LABELS.flatMap((label) => [`${label}.${host}`, ...LABELS.map((second) => `${second}.${label}.${host}`)]),
])

/** The names under which wptserve is known, all of them on loopback. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(HOSTS.map((host) => [host, '127.0.0.1']))

/** What the global object of the page gets. */
export type PageGlobals = Readonly<Record<string, unknown>>

/** @param name an engine, or `undici` */
export function globalsFor(name: string, url: string): PageGlobals {
  return name === 'undici' ? undiciGlobals(url) : corskitGlobals(name as Engine, url)
}

function corskitGlobals(engine: Engine, url: string): PageGlobals {
  const page = openPage(url, { engine, resolve: NAMES, tls: { rejectUnauthorized: false } }) // its certificates have expired
  const { fetch, Headers, Request, Response } = page
  const XMLHttpRequest = xmlHttpRequestOf(page)
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
  const lookup = ((host: string, options: dns.LookupAllOptions, callback: (...given: unknown[]) => void) => {
    if (NAMES[host] === undefined) dns.lookup(host, options, callback)
    else if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }])
    else callback(null, '127.0.0.1', 4)
  }) as never
  undici.setGlobalDispatcher(new undici.Agent({ connect: { lookup, rejectUnauthorized: false } }))
  undici.setGlobalOrigin(url)
  const { fetch, FormData, Headers, Request, Response } = undici
  return { fetch, FormData, Headers, Request, Response }
}
