/** What goes out besides what the model says: Fetch metadata, as `@corskit/fetch` adds it. */
import type { ExchangeRequest, RequestInput } from 'corskit/browser'
import { containsHeader, type Header, type Origin, originOfUrl } from 'corskit/protocol'
import { metadataHeaders } from '../../packages/corskit/browser/fetch/network-headers.ts'
import { settingsOf } from '../../packages/corskit/browser/fetch/request-settings.ts'
import type { EngineProfile } from '../../packages/corskit/browser/words/engine-profile.ts'
import { destinationOf } from '../../packages/corskit/browser/words/initiator.ts'
import { hasOpaqueOrigin, type Scenario } from '../scenario.ts'
import { MODEL_ORIGINS } from './model-origins.ts'

type Asked = Pick<ExchangeRequest, 'kind' | 'url' | 'headers'>

/** The requests of one call, each with its metadata. */
export function withMetadata<Request extends Asked>(
  asked: readonly Request[],
  scenario: Scenario,
  input: RequestInput,
  profile: EngineProfile,
): Request[] {
  const { initiator, mode: own } = settingsOf(input, profile)
  return asked.map((request, index) => {
    const { kind, headers } = request
    const mode = kind === 'preflight' ? 'cors' : own
    const urls = urlListOf(asked.slice(0, index + 1))
    const added = metadataHeaders(pageOrigin(scenario), urls, mode, kind, profile, destinationOf(initiator))
    // The model sets some itself.
    const all: Header[] = [...headers, ...added.filter(([name]) => !containsHeader(headers, name))]
    return { ...request, headers: all }
  })
}

/** The URLs of a fetch up to its last request. */
const urlListOf = (asked: readonly Asked[]): URL[] =>
  asked.flatMap(({ kind, url }, index) => (kind === 'actual' || index === asked.length - 1 ? [new URL(url)] : []))

const pageOrigin = (scenario: Scenario): Origin =>
  originOfUrl(new URL(hasOpaqueOrigin(scenario) ? 'data:,' : MODEL_ORIGINS[scenario.places ?? 'http'].A))
