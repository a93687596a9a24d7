import { fill, normalise } from '../placeholders.ts'
import type { Places } from '../places.ts'
import type { EngineName, Received, RecordedOutcome, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { openServers, type Servers } from '../servers.ts'
import { type EngineEvidence, UnansweredError } from './driver.ts'

/** The page polls. An empty answer now and then prevents every engine's own time limits. */
const pollEvery = 20_000
/** A scenario without an answer for this long means that the engine is stuck: each call has 20 seconds in the page. */
const stuckAfter = 60_000

export type Session = {
  servers: Servers
  pageUrl: string
  /**
   * `evidenceOf` is asked once all scenarios have run, for what the engine said about each.
   * @throws UnansweredError
   */
  run(scenarios: Scenario[], evidenceOf: (ids: string[]) => Promise<Map<string, EngineEvidence>>): Promise<Recording[]>
  /** Refuses what is running and what is to come: the engine is gone. */
  fail(error: Error): void
  close(): Promise<void>
}

type Result = { id: string; outcomes: RecordedOutcome[] }
type Job = { id: string; places: Places; body: string; resolve(result: Result): void; reject(error: Error): void }

/** The boundary of a form is chance, in Firefox its length as well. */
function withoutBoundary(request: Received): Received {
  const boundary = /(?<=^multipart\/form-data; boundary=)-{4}\w+$/
  if (!request.headers.some(([name, value]) => name === 'content-type' && boundary.test(value))) return request
  return {
    ...request,
    headers: request.headers.map(([name, value]) => [
      name,
      name === 'content-length' ? '…' : name === 'content-type' ? value.replace(boundary, '…') : value,
    ]),
  }
}

/** Everything that is the same for all engines: the servers, the page that asks for jobs, the shape of a recording. */
export async function openSession(engine: EngineName): Promise<Session> {
  const waiting: Job[] = []
  const running = new Map<string, Job>()
  let wake: () => void = () => {}
  let failure: Error | undefined
  let count = 0

  const control = async (posted: string, places: Places) => {
    if (posted !== '') {
      const result = JSON.parse(posted) as Result
      running.get(result.id)?.resolve(result)
      running.delete(result.id)
    }
    if (waiting.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollEvery)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const job = waiting[0]
    if (job === undefined) return '{}'
    // The page is another one for each set of places.
    if (job.places !== places) return JSON.stringify({ go: pageUrlOf(job.places) })
    waiting.shift()
    running.set(job.id, job)
    return job.body
  }

  const servers = await openServers(control)
  const pageUrlOf = (places: Places) => `${servers.origins[places]['A']}/page.html`

  const runOne = (scenario: Scenario, id: string): Promise<Result> => {
    const { places = 'http' } = scenario
    const filled = fill(scenario, servers.origins[places], `/s/${id}`)
    servers.serve(id, filled)
    return new Promise((resolve, reject) => {
      if (failure) return reject(failure)
      const body = JSON.stringify({ id, kind: scenario.page ?? 'normal', calls: filled.calls })
      const timer = setTimeout(
        () => reject(new Error(`${engine}: no answer in ${stuckAfter / 1000} seconds`)),
        stuckAfter,
      )
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          then(value)
        }
      waiting.push({ id, places, body, resolve: settle(resolve), reject: settle(reject) })
      wake()
    })
  }

  const fail = (error: Error) => {
    failure ??= error
    for (const job of [...waiting.splice(0), ...running.values()]) job.reject(failure)
    running.clear()
  }

  return {
    servers,
    pageUrl: pageUrlOf('http'),
    fail,
    async run(scenarios, evidenceOf) {
      const results: (Result & { scenario: Scenario })[] = []
      for (const [index, scenario] of scenarios.entries()) {
        count += 1
        const result = await runOne(scenario, `r${count}`).catch((error: Error) => {
          throw new UnansweredError(index, error.message)
        })
        results.push({ scenario, ...result })
      }
      const evidence = await evidenceOf(results.map(({ id }) => id))
      return results.map(({ scenario, id, outcomes }) => {
        const { reasons, console, otherConsole } = evidence.get(id) ?? { reasons: [], console: [], otherConsole: [] }
        const requests = servers.received(id).map(withoutBoundary)
        servers.forget(id)
        const recording: Recording = { name: scenario.name, engine, outcomes, requests, reasons, console, otherConsole }
        return normalise(recording, servers.origins[scenario.places ?? 'http'], `/s/${id}`)
      })
    },
    async close() {
      fail(new Error(`${engine}: closed`))
      wake()
      await servers.close()
    },
  }
}
