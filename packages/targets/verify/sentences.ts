/** What a page may do with an answer, in the words of the report. */
import { corsSignature, type Response } from './judge.ts'

type Credentials = 'omit' | 'include'

const aPage = (credentials: Credentials) => `a page ${credentials === 'include' ? 'with' : 'without'} credentials`

export const reads = (credentials: Credentials, is: boolean) =>
  `${aPage(credentials)} ${is ? 'reads' : 'does not read'} the answer`

export function maySend(credentials: Credentials, method: string, names: readonly string[], is: boolean): string {
  const described = `${method}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`
  return `${aPage(credentials)} ${is ? 'may' : 'may not'} send ${described}`
}

export const because = ({ reason }: { reason: { code: string; parameter: string } | null }) =>
  reason === null ? '' : ` (${reason.code}${reason.parameter === '' ? '' : ` ${reason.parameter}`})`

export const shown = (response: Response) => corsSignature(response).replaceAll('\n', '; ') || 'no CORS header'
