/** What went over the wire, every rule that was looked at, and what the consoles print. */
import type { Exchange, Messages, Outcome, Step } from 'corskit/browser'
import { element } from './element.ts'

export function record({ exchanges, steps, messages, verdict }: Outcome): Node[] {
  return [
    element('h2', {}, exchanges.length === 0 ? 'Nothing was sent' : 'Exchanges'),
    ...exchanges.map(exchangeCard),
    element('h2', {}, 'Rules, in order'),
    element('ol', { class: 'steps' }, ...steps.map(stepItem)),
    // Firefox calls a failed connection by the name of CORS; here nobody does.
    ...(verdict === 'unreachable' ? [] : consoles(messages)),
  ]
}

function exchangeCard({ kind, request, response }: Exchange, index: number): HTMLElement {
  const status = response === null ? 'no answer' : String(response.status)
  return element(
    'article',
    { class: 'exchange' },
    element(
      'h3',
      {},
      element('span', { class: 'number' }, String(index + 1)),
      element('code', {}, `${request.method} ${request.url}`),
      element('span', { class: 'status' }, `→ ${status}`),
      ...(kind === 'preflight' ? [element('span', { class: 'tag' }, 'preflight')] : []),
    ),
    headerTable('Sent', request.headers),
    headerTable('Received', response?.headers ?? []),
  )
}

function headerTable(title: string, headers: readonly (readonly [name: string, value: string])[]): HTMLElement {
  const rows = headers.map(([name, value]) =>
    element(
      'tr',
      isCors(name) ? { class: 'cors' } : {},
      element('th', { scope: 'row' }, name),
      element('td', {}, value),
    ),
  )
  const empty = element('tr', {}, element('td', { class: 'faint' }, 'no headers'))
  return element(
    'table',
    {},
    element('caption', {}, title),
    element('tbody', {}, ...(rows.length > 0 ? rows : [empty])),
  )
}

const isCors = (name: string) => /^(access-control-.*|origin|location|cross-origin-resource-policy)$/.test(name)

function stepItem({ rule, spec, passed, detail }: Step): HTMLElement {
  return element(
    'li',
    { class: passed ? 'passed' : 'failed' },
    element('span', { class: 'mark' }, passed ? 'passed' : 'failed'),
    element('a', { href: spec, rel: 'noreferrer' }, rule),
    ` ${detail}`,
  )
}

function consoles(messages: Messages): HTMLElement[] {
  const engines = [
    ['Chromium', messages.chromium],
    ['Firefox', messages.firefox],
    ['WebKit', messages.webkit],
  ] as const
  if (engines.every(([, lines]) => lines.length === 0)) return []
  return [
    element('h2', {}, 'What the consoles print'),
    ...engines.flatMap(([name, lines]) => [
      element('h3', { class: 'engine' }, name),
      ...(lines.length === 0
        ? [element('p', { class: 'faint' }, 'nothing')]
        : lines.map((line) => element('pre', {}, line))),
    ]),
  ]
}
