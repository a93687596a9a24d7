import type { EngineEvidence } from './driver.ts'

type Message = { text: string; category: string }

/** Runs in Firefox's chrome. A listener, because the console itself keeps its last 250 messages only. */
export const listenToMessages = `(() => {
  const messages = globalThis.corskitMessages = []
  globalThis.corskitListener = {
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return
      messages.push({ text: message.errorMessage, category: message.category })
    },
  }
  Services.console.registerListener(corskitListener)
  return ''
})()`

/**
 * All messages so far, once the mark that ends the last scenario is among them: the page's answer may be faster than
 * its errors.
 */
export const drainMessages = (last: string | undefined) => `(async () => {
  const isLast = ({ text }) => text.endsWith('corskit:end:${last}')
  for (let patience = 100; patience > 0 && !corskitMessages.some(isLast); patience -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return JSON.stringify(corskitMessages.splice(0))
})()`

/** Categories about a fetch; others, such as the layout's, are not about a scenario unless they name its URL. */
const aboutFetch = /^(CORS|SOP|COEP|LNA)/

/** A message belongs to the scenario whose URL it names, and one that names another URL to the marks around it. */
export function sortMessages(json: string, ids: string[]): Map<string, EngineEvidence> {
  const evidence = new Map(
    ids.map((id): [string, EngineEvidence] => [id, { reasons: [], console: [], otherConsole: [] }]),
  )
  let current: string | undefined
  for (const { text, category } of JSON.parse(json) as Message[]) {
    const mark = /corskit:(begin|end):(\w+)$/.exec(text)
    if (mark) {
      current = mark[1] === 'begin' ? mark[2] : undefined
      continue
    }
    const named = /\/s\/(\w+)\//.exec(text)?.[1]
    const own = evidence.get(named ?? (aboutFetch.test(category) ? current : undefined) ?? '')
    own?.console.push(text)
    own?.reasons.push({ from: 'category', category })
  }
  return evidence
}
