/** The two verdicts, side by side. */
import type { Outcome } from 'corskit/browser'
import type { LabVerdict } from '../lab.ts'
import { agree } from './agreement.ts'
import type { BrowserAnswer } from './ask-browser.ts'
import { element } from './element.ts'

export function modelAnswer({ outcome, sentence, notes }: LabVerdict): Node[] {
  const { verdict, reason, response } = outcome
  const detail = reason?.code ?? (response === null || response.status === 0 ? '' : `status ${response.status}`)
  return [
    headline(verdict, verdict, detail),
    element('p', {}, sentence),
    ...(verdict === 'unreachable' ? [] : [ruleOf(outcome)]),
    ...notes.map((note) => element('p', { class: 'faint' }, `Note: ${note}.`)),
  ]
}

export function browserAnswer(answer: BrowserAnswer, model: Outcome | null): Node[] {
  const same = model === null ? null : agree(model.verdict, answer)
  const comparison =
    same === null
      ? []
      : [element('p', { class: same ? 'same' : 'other' }, same ? 'As the model says.' : 'The model says otherwise.')]
  switch (answer.kind) {
    case 'read': {
      const names = answer.headers.map(([name]) => name).join(', ') || 'none'
      return [
        headline('allowed', 'read', `status ${answer.status}`),
        element('p', {}, `Script reads the answer, of type ${answer.type}, and these headers: ${names}.`),
        ...comparison,
      ]
    }
    case 'opaque':
      return [
        headline('opaque', 'opaque', ''),
        element('p', {}, 'Script has a response without status, headers or body.'),
        ...comparison,
      ]
    case 'refused':
      return [
        headline('blocked', 'refused', ''),
        element('p', {}, 'All that script learns: ', element('code', {}, answer.message)),
        element('p', { class: 'faint' }, 'The reason is on the browser’s console only.'),
        ...comparison,
      ]
  }
}

export function mistakeAnswer(mistake: string): Node[] {
  return [headline('mistake', 'not sent', ''), element('p', {}, `${mistake}.`)]
}

function headline(kind: string, word: string, detail: string): HTMLElement {
  return element('p', { class: `verdict ${kind}` }, element('strong', {}, word), ' ', element('code', {}, detail))
}

function ruleOf({ steps }: Outcome): HTMLElement {
  const rule = steps.findLast(({ passed }) => !passed) ?? steps.at(-1)
  if (rule === undefined) return element('p')
  return element(
    'p',
    { class: 'rule' },
    'Decided by ',
    element('a', { href: rule.spec, rel: 'noreferrer' }, rule.rule),
    `: ${rule.detail}`,
  )
}
