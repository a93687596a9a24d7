/** Plays a scenario to a profile of one's own making: does a row of an engine's profile make a difference? */
import { PreflightCache, type RequestInput } from 'corskit/browser'
import { fetchMachine } from '../../packages/corskit/browser/fetch/fetch-machine.ts'
import { profileOf } from '../../packages/corskit/browser/profiles/profile-of.ts'
import { FetchContext } from '../../packages/corskit/browser/state/context.ts'
import type { EngineProfile } from '../../packages/corskit/browser/words/engine-profile.ts'
import type { ResponseOrFailure } from '../../packages/corskit/browser/words/exchange.ts'
import { toHeaderList } from '../../packages/corskit/protocol/headers-input.ts'
import type { EngineName } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { withMetadata } from './metadata.ts'
import { playCalls } from './play-scenario.ts'

/** The fields of a profile that differ from the standard's; those of a part of it as `cache.shape`. */
export function rowsOf(engine: EngineName): string[] {
  const [own, standard] = [profileOf(engine), profileOf('standard')]
  const differ = (mine: object, theirs: object, prefix: string) =>
    Object.entries(mine).flatMap(([name, value]) =>
      text(value) === text((theirs as Record<string, unknown>)[name]) ? [] : [`${prefix}${name}`],
    )
  return [
    ...differ({ ...own, ...NO_PARTS }, { ...standard, ...NO_PARTS }, ''),
    ...PARTS.flatMap((part) => differ(own[part], standard[part], `${part}.`)),
  ]
}

const PARTS = ['cache', 'ofElements'] as const
const NO_PARTS = { engine: '', cache: '', ofElements: '' }

const text = (value: unknown) => JSON.stringify(value instanceof Set ? [...value] : value) ?? String(value)

/** The engine's profile, except for one row, which is as in the standard. */
export function without(engine: EngineName, row: string): EngineProfile {
  const [own, standard] = [profileOf(engine), profileOf('standard')]
  const part = PARTS.find((one) => row.startsWith(`${one}.`))
  if (part === undefined) return { ...own, [row]: standard[row as keyof EngineProfile] }
  const name = row.slice(part.length + 1)
  const ofStandard = part === 'cache' ? standard.cache[name as keyof EngineProfile['cache']] : undefined
  // A row of elements that is missing is that of script.
  const { [name]: _, ...rest } = own[part] as unknown as Record<string, unknown>
  return { ...own, [part]: ofStandard === undefined ? rest : { ...rest, [name]: ofStandard } }
}

/** Everything that happens, as text. */
export async function playProfile(scenario: Scenario, profile: EngineProfile): Promise<string> {
  const cache = new PreflightCache()
  const results = await playCalls(scenario, (request: RequestInput, respond, now) => {
    const context = new FetchContext(profile, cache, now, null)
    const machine = fetchMachine(request, context)
    let step = machine.next()
    while (!step.done) {
      const given = respond(step.value)
      const answer: ResponseOrFailure =
        'networkError' in given ? given : { status: given.status, headers: toHeaderList(given.headers) }
      step = machine.next(answer)
    }
    const { response, failure } = step.value
    const sent = context.exchanges.map(({ kind, request: { url, headers } }) => ({ kind, url, headers }))
    const metadata = withMetadata(sent, scenario, request, profile).map(({ headers }) => headers)
    return { response, reason: failure?.reason, exchanges: context.exchanges, metadata }
  })
  return JSON.stringify(results)
}
