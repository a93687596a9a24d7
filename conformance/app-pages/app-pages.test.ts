/** Pages of files, extensions and apps: what three engines send and let script see, against what the model says. */
import { fetchMetadataHeaders, simulateFetch } from 'corskit/browser'
import { type Origin, parseSerializedOrigin } from 'corskit/protocol'
import { describe, expect, onTestFinished, test } from 'vitest'
import { notInstalled } from '../../testing/not-installed.ts'
import { requireEngine } from '../engines/installed.ts'
import type { EngineName } from '../recording.ts'
import { answerTo, CALLS, pageScript, type Seen, type Sent } from './calls.ts'
import { type Close, missingForApps, openInChromium, openInFirefox, openInWebkit, type PageKind } from './open-pages.ts'
import { openServer, type PageReport } from './server.ts'

const OPEN: Readonly<Record<EngineName, (kind: PageKind, script: string) => Promise<Close>>> = {
  chromium: openInChromium,
  firefox: openInFirefox,
  webkit: openInWebkit,
}

const PAGES: readonly [EngineName, PageKind, origin: RegExp][] = [
  ['chromium', 'file', /^null$/],
  ['chromium', 'extension', /^chrome-extension:\/\/[a-p]{32}$/],
  ['firefox', 'file', /^null$/],
  ['firefox', 'extension', /^moz-extension:\/\/[0-9a-f-]{36}$/],
  ['webkit', 'file', /^null$/],
  ['webkit', 'app', /^capacitor:\/\/localhost$/],
]

async function reportOf(engine: EngineName, kind: PageKind): Promise<PageReport & { server: string }> {
  const server = await openServer()
  onTestFinished(async () => void (await server.close()))
  const close = await OPEN[engine](kind, pageScript(server.origin))
  onTestFinished(async () => void (await close()))
  return { ...(await server.report), server: server.origin }
}

const siteOf = (origin: string, url: string): string | null =>
  fetchMetadataHeaders(parseSerializedOrigin(origin) as Origin, [new URL(url)], 'cors')[0]?.[1] ?? null

/** The model's page: one of a file is given as people write its origin. */
async function modelOf(engine: EngineName, kind: PageKind, origin: string, server: string) {
  const sent: Sent[] = []
  const seen: Seen[] = []
  for (const { path, init } of CALLS) {
    const page = kind === 'file' ? { origin: 'file://', pageUrl: 'file:///srv/page.html' } : { origin }
    const outcome = await simulateFetch(
      { ...page, url: `${server}${path}`, ...init },
      (request) => answerTo(path, request),
      { engine },
    )
    const { verdict, response, exchanges } = outcome
    const isSeen = verdict === 'allowed' || verdict === 'opaque'
    seen.push(isSeen && response !== null ? [response.type, response.status] : 'TypeError')
    for (const { kind, request } of exchanges) {
      const header = (name: string) => request.headers.find(([known]) => known === name)?.[1] ?? null
      sent.push({ kind, path, origin: header('origin'), referer: header('referer'), site: siteOf(origin, request.url) })
    }
  }
  return { seen, sent }
}

describe.each(PAGES)('%s, a page of kind %s', (engine, kind, form) => {
  test('sends its origin and no referrer, and is judged as every other page', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const missing = kind === 'app' ? missingForApps() : null
    if (missing !== null) return notInstalled(missing, skip)
    if (requireEngine(engine, skip) === undefined) return
    const { origin, seen, sent, server } = await reportOf(engine, kind)
    expect(origin).toMatch(form)
    expect({ seen, sent }).toEqual(await modelOf(engine, kind, origin, server))
  })
})
