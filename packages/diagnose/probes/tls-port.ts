/** A URL of http whose port speaks TLS: the server answers 400, or closes the connection without a word. */
import type { Case } from '../case.ts'

const WITHOUT_AN_ANSWER = /reset|closed|hang up|empty|ended|dropped|not valid HTTP|without an answer|ERR_INVALID_HTTP/i

/** Whether it may be so. Nobody speaks TLS on port 80; others than the host that the user has named are not asked. */
export function mayBeTlsPort(seen: Case): boolean {
  const { code, evidence, parameter, status } = seen
  if (!URL.canParse(seen.url) || !URL.canParse(evidence.request.url)) return false
  const url = new URL(seen.url)
  if (url.protocol !== 'http:' || url.port === '' || url.host !== new URL(evidence.request.url).host) return false
  if (code === 'NetworkError') return WITHOUT_AN_ANSWER.test(`${parameter} ${evidence.networkError ?? ''}`)
  const isOfCors = seen.refused?.response?.headers.some(([name]) => name.startsWith('access-control-')) ?? true
  return status === 400 && !isOfCors
}

/** Whether the same port has answered in TLS; a certificate that is not trusted shows it too. */
export const isTlsPort = (seen: Case): boolean =>
  seen.answer('as-https') !== null || /certificate/i.test(seen.failure('as-https') ?? '')
