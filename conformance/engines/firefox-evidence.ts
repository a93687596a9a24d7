import type { Evidence } from './driver.ts'

type Message = { text: string; category: string; source: string }

/** Runs in Firefox's chrome. A listener, because the console itself keeps its last 250 messages only. */
export const listenToMessages = `(() => {
  const messages = globalThis.corskitMessages = []
  globalThis.corskitListener = {
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return
      messages.push({ text: message.errorMessage, category: message.category, source: message.sourceName })
    },
  }
  Services.console.registerListener(corskitListener)
  return ''
})()`

/** Messages reach the listener through the event loop, so they are given some turns of it. */
export const drainMessages = `new Promise((resolve) => {
  setTimeout(() => resolve(JSON.stringify(globalThis.corskitMessages.splice(0))), 200)
})`

/** Every message of Firefox about a fetch carries its URL. */
export function sortMessages(json: string, ids: string[]): Map<string, Evidence> {
  const evidence = new Map(ids.map((id): [string, Evidence] => [id, { reasons: [], console: [], otherConsole: [] }]))
  for (const { text, category } of JSON.parse(json) as Message[]) {
    const own = evidence.get(/\/s\/(\w+)\//.exec(text)?.[1] ?? '')
    own?.console.push(text)
    own?.reasons.push({ from: 'category', category })
  }
  return evidence
}
