/** Brings a test from the server, which fills in its templates: the page, if it is one, and all of its scripts. */
import { openPage, type Page } from '@corskit/fetch'
import { NAMES } from './names.ts'
import { readTestPage } from './test-page.ts'

export interface ScriptSource {
  readonly name: string
  readonly text: string
}

export interface PageSources {
  /** `null` where the test is a script: it has no page but the one that the server would make of it. */
  readonly page: { readonly title: string; readonly html: string } | null
  /** In order, the harness first. */
  readonly scripts: readonly ScriptSource[]
}

export const HARNESS = '/resources/testharness.js'

/** Where results are reported to: this runner has its own callbacks. */
const REPORT = '/resources/testharnessreport.js'

/** @param paths of the scripts, of a test that is one; none for a page */
export async function loadSources(url: string, paths: readonly string[]): Promise<PageSources> {
  await using loader = openPage(url, { resolve: NAMES, tls: { rejectUnauthorized: false } }) // its certificates have expired
  if (paths.length > 0) return { page: null, scripts: await loadAll(loader, [HARNESS, ...paths]) }
  const page = readTestPage(await load(loader, url))
  const scripts: ScriptSource[] = []
  for (const [index, script] of page.scripts.entries()) {
    if ('text' in script) scripts.push({ name: `${url}#${index}`, text: script.text })
    else if (script.src !== REPORT) {
      const text = await load(loader, script.src).catch(() => null) // a page goes on without a script that is not there
      if (text !== null) scripts.push({ name: script.src, text })
    }
  }
  return { page, scripts }
}

async function loadAll(loader: Page, paths: readonly string[]): Promise<ScriptSource[]> {
  return Promise.all(paths.map(async (path) => ({ name: path, text: await load(loader, path) })))
}

async function load(loader: Page, path: string): Promise<string> {
  const response = await loader.fetch(path)
  if (!response.ok) throw new Error(`${path}: status ${response.status}`)
  return response.text()
}
