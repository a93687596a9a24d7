/** Servers that are right, behind a cache that is not, or the other way round. */
import type { PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import type { VerifyAnswer, VerifyProbe } from '../../verify/words.ts'
import { headerOf, rightServer, type Server } from '../in-process.ts'
import { has, isDynamic, ORIGIN, type WrongServer, where } from './make.ts'

/** Keeps answers to GET; says so, or does not. */
function cached(server: Server, isOne: (kept: Kept, probe: VerifyProbe) => boolean, note: Header | null): Server {
  const kept: Kept[] = []
  return (probe) => {
    if (probe.method !== 'GET') return server(probe)
    const found = kept.find((each) => each.probe.url === probe.url && isOne(each, probe))
    if (found !== undefined)
      return note === null ? found.answer : { ...found.answer, headers: [...headersOf(found), note] }
    const answer = server(probe)
    kept.push({ probe, answer })
    return answer
  }
}

interface Kept {
  readonly probe: VerifyProbe
  readonly answer: VerifyAnswer
}

const headersOf = ({ answer }: Kept) => ('headers' in answer ? answer.headers : [])

const any = () => true
const varied = (kept: Kept, probe: VerifyProbe) =>
  !has(headersOf(kept), 'vary') || headerOf(kept.probe, 'origin') === headerOf(probe, 'origin')

/** Without Vary where there is no Access-Control-Allow-Origin, as S3, Starlette and others have it. */
function halfVary(policy: PolicyOptions): Server {
  const right = rightServer(policy)
  return (probe) => {
    const answer = right(probe)
    if ('networkError' in answer || has(answer.headers, ORIGIN)) return answer
    return { ...answer, headers: answer.headers.filter(([name]) => name !== 'vary') }
  }
}

export const CACHES: Readonly<Record<string, WrongServer>> = {
  'a cache in front does not heed Vary, and says nothing': where(isDynamic, (policy) =>
    cached(rightServer(policy), any, null),
  ),
  'a cache in front does not heed Vary, and says Age': where(isDynamic, (policy) =>
    cached(rightServer(policy), any, ['age', '7']),
  ),
  'a cache in front does not heed Vary, and says X-Cache': where(isDynamic, (policy) =>
    cached(rightServer(policy), any, ['x-cache', 'HIT from edge']),
  ),
  'a cache in front heeds Vary, which is there on a match only': where(isDynamic, (policy) =>
    cached(halfVary(policy), varied, null),
  ),
}

/** A cache that heeds Vary does no harm to a server that is right. */
export const rightBehindCache = (policy: PolicyOptions) => cached(rightServer(policy), varied, ['age', '7'])
