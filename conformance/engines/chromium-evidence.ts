import type { RecordedReason } from '../recording.ts'
import type { CdpEvent } from './cdp.ts'
import type { EngineEvidence } from './driver.ts'

type CorsErrorStatus = { corsError: string; failedParameter?: string }
type DevToolsIssue = {
  code: string
  details: Record<string, Record<string, unknown> & { corsErrorStatus?: CorsErrorStatus }>
}
type Failed = {
  requestId: string
  type: string
  errorText: string
  blockedReason?: string
  corsErrorStatus?: CorsErrorStatus
}
type Entry = { source: string; text: string; url?: string }

const emptyEvidence = (): EngineEvidence => ({ reasons: [], console: [], otherConsole: [] })

/** Issues and failures come by two ways, whose order between them is chance; within each way it is not. */
const sources: RecordedReason['from'][] = ['issue', 'other-issue', 'loading-failed']
const inOrder = (evidence: EngineEvidence): EngineEvidence => ({
  ...evidence,
  reasons: sources.flatMap((source) => evidence.reasons.filter(({ from }) => from === source)),
})

const idIn = (text: string) => /\/s\/(\w+)\//.exec(text)?.[1]

/**
 * Sorts Chromium's events to the scenarios they belong to: by the URL in them, else by the marks that the page prints.
 */
export function evidenceLog() {
  const byId = new Map<string, EngineEvidence>()
  const urls = new Map<string, string>()
  let current: string | undefined

  const add = (text: string, put: (evidence: EngineEvidence) => void) => {
    const id = idIn(text) ?? current
    if (id === undefined) return
    const evidence = byId.get(id) ?? emptyEvidence()
    byId.set(id, evidence)
    put(evidence)
  }

  const takers: { [method: string]: (params: never) => void } = {
    'Network.requestWillBeSent': ({ requestId, request }: { requestId: string; request: { url: string } }) => {
      // The first URL stays: a redirect may leave the scenario's own URLs.
      if (!urls.has(requestId)) urls.set(requestId, request.url)
    },
    'Network.loadingFailed': (failed: Failed) => {
      const { corsErrorStatus: status, blockedReason } = failed
      const reason: RecordedReason = {
        from: 'loading-failed',
        kind: failed.type,
        netError: failed.errorText,
        ...(status && { code: status.corsError, parameter: status.failedParameter ?? '' }),
        ...(blockedReason && { blockedReason }),
      }
      add(urls.get(failed.requestId) ?? '', ({ reasons }) => reasons.push(reason))
    },
    'Audits.issueAdded': ({ issue }: { issue: DevToolsIssue }) => {
      const [detail] = Object.values(issue.details)
      const status = detail?.corsErrorStatus
      const reason: RecordedReason = status
        ? { from: 'issue', code: status.corsError, parameter: status.failedParameter ?? '' }
        : { from: 'other-issue', code: issue.code, detail: String(detail?.['type'] ?? detail?.['reason'] ?? '') }
      add(JSON.stringify(issue), ({ reasons }) => reasons.push(reason))
    },
    'Log.entryAdded': ({ entry }: { entry: Entry }) => {
      // "Failed to load resource" has its URL beside the text and says the same for every failure.
      const kind = entry.source === 'network' ? 'otherConsole' : 'console'
      add(`${entry.text} ${entry.url ?? ''}`, (evidence) => evidence[kind].push(entry.text))
    },
    'Runtime.consoleAPICalled': ({ args }: { args: { value?: unknown }[] }) => {
      const mark = /^corskit:(begin|end):(\w+)$/.exec(String(args[0]?.value))
      if (mark) current = mark[1] === 'begin' ? mark[2] : undefined
    },
  }

  return {
    /** Whether every refusal that the network or the console told of is in the Issues panel as well. */
    isComplete(id: string): boolean {
      const { reasons, console } = byId.get(id) ?? emptyEvidence()
      const told = reasons.filter(
        (reason) => reason.from === 'loading-failed' && reason.code && reason.kind !== 'Preflight',
      )
      const printed = console.filter((line) => line.includes('blocked by CORS policy'))
      return reasons.filter(({ from }) => from === 'issue').length >= Math.max(told.length, printed.length)
    },
    take: ({ method, params }: CdpEvent) => takers[method]?.(params as never),
    evidence(ids: string[]): Map<string, EngineEvidence> {
      const evidence = new Map(ids.map((id) => [id, inOrder(byId.get(id) ?? emptyEvidence())]))
      byId.clear()
      urls.clear()
      return evidence
    },
  }
}
