/** Which header lines of an answer an engine keeps. The standard keeps all. */
import type { Header, HeaderList } from '../../protocol/header-list.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { NormalizedResponse } from '../words/exchange.ts'

export function keptLines(answer: NormalizedResponse, profile: EngineProfile): NormalizedResponse {
  const { headers } = answer
  if (!profile.leavesOutEmptyLines || !headers.some(isEmpty)) return answer
  return { ...answer, headers: headers.filter((header, at) => !isEmpty(header) || isTheOne(headers, at)) }
}

const isEmpty = ([, value]: Header): boolean => value === ''

/** For these names, several lines differ from one line, even if some are empty. */
const COUNTED: ReadonlySet<string> = new Set(['access-control-allow-origin', 'location'])

/** Whether an empty line is the first of its name, and all others of this name are empty too. */
function isTheOne(headers: HeaderList, at: number): boolean {
  const [name] = headers[at] as Header
  if (COUNTED.has(name)) return true
  return headers.every((other, index) => other[0] !== name || (isEmpty(other) && index >= at))
}
