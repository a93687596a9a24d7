/**
 * The names on the stage stand for servers of this machine: `https://api.example.com` for the lab's API, and so on.
 * Requests and answers are translated, so a policy runs as it is written, and a real browser sees real origins.
 */
import type { AskedRequest, Responder } from './responder.ts'
import type { HeaderPair, RawAnswer } from './server-card.ts'

export interface StandIn {
  /** As on the stage. */
  readonly page: string
  readonly url: string
  /** In this browser. */
  readonly realPage: string
  /** The address of the set-up: an origin and a path without a slash at the end. */
  readonly realBase: string
}

/** The real URL of a URL of the stage. */
export function realUrl(url: string, { url: first, realBase }: StandIn): string {
  const { origin, pathname, search } = new URL(url)
  const away = origin === new URL(first).origin ? '' : `/-/${encodeURIComponent(origin)}`
  return `${realBase}${away}${pathname}${search}`
}

/** The same backwards, from the path below the base. */
export function stageUrl(path: string, { url }: StandIn): string {
  const away = /^\/-\/([^/?]+)(.*)$/.exec(path)
  const origin = away === null ? null : decoded(away[1] ?? '')
  if (away === null || origin === null || !URL.canParse(origin)) return new URL(url).origin + path
  return new URL(origin).origin + (away[2] ?? '')
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Answers a request of a real browser as `respond` answers it on the stage. */
export async function answerFor(respond: Responder, asked: AskedRequest, standIn: StandIn): Promise<RawAnswer> {
  const headers = asked.headers.map(([name, value]): HeaderPair => {
    return name === 'origin' && value === standIn.realPage ? [name, standIn.page] : [name, value]
  })
  const answer = await respond({ ...asked, headers })
  return { status: answer.status, headers: answer.headers.map((header) => realHeader(header, asked.url, standIn)) }
}

function realHeader([name, value]: HeaderPair, url: string, standIn: StandIn): HeaderPair {
  const lower = name.toLowerCase()
  if (lower === 'access-control-allow-origin' || lower === 'timing-allow-origin') {
    return [name, value.replaceAll(standIn.page, standIn.realPage)]
  }
  if (lower === 'location' && URL.canParse(value, url)) return [name, realUrl(new URL(value, url).href, standIn)]
  return [name, value]
}
