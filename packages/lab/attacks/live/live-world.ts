/**
 * The world of an attack with real servers: pages in frames of other origins carry out the attack in this browser.
 */
import type { AttackWorld, Fetched, Ledger } from '../../words/attack.ts'
import { APP, BANK } from '../world/places.ts'
import { type AttackPorts, liveOrigin, liveUrl } from './live-names.ts'

/** What a page in a frame is asked to do; the frame's side is `server/attacks/puppet.ts`. */
export type Order =
  | { readonly do: 'fetch'; readonly url: string; readonly init: RequestInit }
  | { readonly do: 'form'; readonly url: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly do: 'socket'; readonly url: string }

export type Done = { readonly value: unknown } | { readonly refused: string }

type Opened = { readonly id: string } | { readonly mistakes: readonly string[] }

export interface LiveWorld extends AttackWorld {
  /** Takes the pages away. */
  close(): void
}

/** Asks the lab's server for a new bank with this policy. The frames go into `place`, small or out of sight. */
export async function openLiveWorld(
  policyText: string,
  ports: AttackPorts,
  place: HTMLElement,
): Promise<LiveWorld | { readonly mistakes: readonly string[] }> {
  const made = await post<Opened>('./attack/open', { policy: policyText })
  if ('mistakes' in made) return made
  const { id } = made
  const pages = new Map<string, Promise<HTMLIFrameElement>>()

  async function ask(origin: string, order: Order): Promise<unknown> {
    let page = pages.get(origin)
    if (page === undefined) {
      page = openPage(origin, ports, place)
      pages.set(origin, page)
    }
    const done = await tell(await page, order)
    if ('refused' in done) throw new TypeError(done.refused)
    return done.value
  }
  const at = (url: string) => liveUrl(url, id, ports) ?? url

  // Ada logs in: the browser has the bank's cookie from now on.
  await ask(APP, {
    do: 'fetch',
    url: at(`${BANK}/login`),
    init: { method: 'POST', mode: 'no-cors', credentials: 'include' },
  })
  return {
    fetchFrom: async (origin, url, init = {}) =>
      (await ask(origin, { do: 'fetch', url: at(url), init: { ...init, headers: { ...init.headers } } })) as Fetched,
    postForm: async (origin, url, fields) => {
      await ask(origin, { do: 'form', url: at(url), fields })
    },
    socketFrom: async (origin, url) => (await ask(origin, { do: 'socket', url: at(url) })) as string | null,
    ledger: async () => (await post<{ ledger: Ledger }>('./attack/ledger', { id })).ledger,
    close: async () => {
      for (const page of pages.values()) (await page).remove()
    },
  }
}

function openPage(origin: string, ports: AttackPorts, place: HTMLElement): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  // A sandboxed frame is loaded from the attacker's origin, but has an opaque one.
  const host = liveOrigin(origin === 'null' ? 'https://evil.example' : origin, ports)
  if (origin === 'null') frame.setAttribute('sandbox', 'allow-scripts')
  frame.src = `${host}/page`
  frame.title = `A page at ${origin}`
  return new Promise((resolve, reject) => {
    frame.onload = () => resolve(frame)
    frame.onerror = () => reject(new Error(`The page at ${origin} did not load.`))
    place.append(frame)
  })
}

const TIMEOUT_MILLISECONDS = 10_000

function tell(frame: HTMLIFrameElement, order: Order): Promise<Done> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('A page of the attack did not answer. Does this browser load pages of *.localhost?')),
      TIMEOUT_MILLISECONDS,
    )
    port1.onmessage = ({ data }) => {
      clearTimeout(timer)
      port1.close()
      resolve(data as Done)
    }
    // The frame may have an opaque origin, so the message goes to any. It is not secret.
    frame.contentWindow?.postMessage(order, '*', [port2])
  })
}

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}
