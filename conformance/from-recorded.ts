import type { RecordedAnswer, RecordedScenario, RecordedServer, RecordedValue } from './model/recorded-scenarios.ts'
import type { Answer, Answers, Call, CallInit, Scenario } from './scenario.ts'

/** The hand-recorded file's form of a scenario in ours. Its first request goes to {B}/s, its redirects to /hop1, /hop2, … */
export function fromRecorded({ name, server, init, opt }: RecordedScenario): Scenario {
  const answers: { [path: string]: Answers } = {}

  const value = (recorded: RecordedValue): string => {
    if (typeof recorded === 'string') return recorded
    const path = `hop${Object.keys(answers).length}`
    answers[path] = {}
    answers[path] = answersOf(recorded.answers)
    return recorded.to.replace('…', path)
  }
  const answer = ({ drop, status = 200, headers = [] }: RecordedAnswer): Answer =>
    // The recording's server answered with four bytes.
    drop
      ? { drop: true }
      : { status, headers: headers.map(([header, content]) => [header, value(content)]), body: 'body' }
  const each = (recorded: RecordedAnswer | readonly RecordedAnswer[]) => [recorded].flat().map(answer)
  const answersOf = ({ pre, act }: RecordedServer): Answers => ({
    ...(pre && { pre: each(pre) }),
    ...(act && { act: each(act) }),
  })

  answers['s'] = {}
  answers['s'] = answersOf(server)
  const call = (callInit: Readonly<Record<string, unknown>>): Call => ({
    url: opt.url ?? '{B}/s',
    init: callInit as CallInit,
  })
  const inits = opt.then === undefined ? Array.from({ length: opt.repeat ?? 1 }, () => init) : [init, opt.then]
  return { name, calls: inits.map(call), answers }
}
