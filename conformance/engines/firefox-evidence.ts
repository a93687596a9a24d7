import type { Evidence, Run } from './driver.ts'

type Message = { text: string; category: string; time: number }

/** Runs in Firefox's chrome. A listener, because the console itself keeps its last 250 messages only. */
export const listenToMessages = `(() => {
  const messages = globalThis.corskitMessages = []
  globalThis.corskitListener = {
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return
      messages.push({ text: message.errorMessage, category: message.category, time: message.timeStamp })
    },
  }
  Services.console.registerListener(corskitListener)
  return ''
})()`

/** Messages reach the listener through the event loop, so they are given some turns of it. */
export const drainMessages = `new Promise((resolve) => {
  setTimeout(() => resolve(JSON.stringify(globalThis.corskitMessages.splice(0))), 200)
})`

/** Categories about a fetch; others, such as the layout's, are not about a scenario unless they name its URL. */
const aboutFetch = /^(CORS|SOP|COEP|LNA)/

/** A message belongs to the scenario whose URL it names, and one that names another URL (after a redirect to elsewhere) to its time. */
export function sortMessages(json: string, runs: Run[]): Map<string, Evidence> {
  const evidence = new Map(
    runs.map(({ id }): [string, Evidence] => [id, { reasons: [], console: [], otherConsole: [] }]),
  )
  const runAt = (time: number) => runs.find(({ started, ended }) => started <= time && time <= ended)?.id
  for (const { text, category, time } of JSON.parse(json) as Message[]) {
    const named = /\/s\/(\w+)\//.exec(text)?.[1]
    const id = named ?? (aboutFetch.test(category) ? runAt(time) : undefined)
    const own = evidence.get(id ?? '')
    own?.console.push(text)
    own?.reasons.push({ from: 'category', category })
  }
  return evidence
}
