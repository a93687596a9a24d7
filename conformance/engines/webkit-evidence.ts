import type { EngineEvidence } from './driver.ts'

/**
 * `<place>: CONSOLE <source> <level> <text>`; the place is missing where no script is to blame, the source for
 * console.log. Not anchored: several processes share the stream, and a warning of one may stand before the line of
 * another.
 */
const consoleLine = /\bCONSOLE (?:[A-Z-]+ )?(?:LOG|INFO|WARN|ERROR|DEBUG) (.*)$/
const patience = 10_000

/**
 * Gives each line to the scenario between whose marks it stands. WebKit's first line of a pair names no URL, so the
 * place is all there is; scenarios run one after the other for that reason.
 */
export function consoleReader() {
  const byId = new Map<string, string[]>()
  const ended = new Set<string>()
  let current: string[] | undefined
  let rest = ''
  let notify: () => void = () => {}

  const takeLine = (line: string) => {
    const text = consoleLine.exec(line)?.[1]
    if (text === undefined) return
    const mark = /^corskit:(begin|end):(\w+)$/.exec(text)
    if (mark === null) {
      current?.push(text)
      return
    }
    const [, edge, id = ''] = mark
    current = edge === 'begin' ? [] : undefined
    if (current) byId.set(id, current)
    else ended.add(id)
    notify()
  }

  return {
    take(text: string) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) takeLine(line)
    },
    /** The page's answer comes by another way than its console, so the last mark may still be on its way. */
    async evidence(ids: string[]): Promise<Map<string, EngineEvidence>> {
      const last = ids.at(-1) ?? ''
      const deadline = Date.now() + patience
      while (!ended.has(last) && Date.now() < deadline) {
        await new Promise<void>((resolve) => {
          notify = resolve
          setTimeout(resolve, 100)
        })
      }
      const missing = ids.filter((id) => !ended.has(id))
      if (missing.length > 0)
        throw new Error(`WebKit printed no marks for ${missing.join(' ')}: its console is not complete`)
      const evidence = new Map(
        ids.map((id): [string, EngineEvidence] => [id, { reasons: [], console: byId.get(id) ?? [], otherConsole: [] }]),
      )
      byId.clear()
      ended.clear()
      return evidence
    },
  }
}
