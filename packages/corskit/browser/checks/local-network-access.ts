/**
 * *Local Network Access*: whether a page may reach a network nearer to the user.
 * https://wicg.github.io/local-network-access/
 */
import { isPotentiallyTrustworthy, isSameOrigin } from '../../protocol/origin.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import { ADDRESS_SPACES, type AddressSpace, isAddressSpace, isLessPublic } from '../words/address-space.ts'
import type { NetworkPosition } from '../words/exchange.ts'
import type { CorsErrorCode } from '../words/reason-code.ts'
import { RULES } from '../words/rules.ts'
import { wrong } from '../words/wrong-input.ts'

/** `null` when the connection may be used. https://wicg.github.io/local-network-access/#local-network-access-check */
export function localNetworkAccessCheck(
  request: FetchRequest,
  network: NetworkPosition,
  context: FetchContext,
): NetworkError | null {
  if (!context.profile.localNetworkAccess) return null
  const space = network.target(request.currentUrl)
  if (space === null || space === undefined) return null
  if (!isAddressSpace(space)) throw wrong('what network.target gives', ADDRESS_SPACES.join(', '), space)
  const wanted = request.targetAddressSpace
  const refuse = (code: CorsErrorCode, parameter: AddressSpace, detail: string) =>
    context.fail(RULES.localNetworkAccess, detail, { code, phase: 'request', parameter })

  if (isSameOrigin(request.origin, request.currentOrigin) && isPotentiallyTrustworthy(request.origin)) return null
  if (wanted !== null && wanted !== space) {
    return refuse('InvalidLocalNetworkAccess', space, `the page named ${wanted}, and the server is in ${space}`)
  }
  if (!isLessPublic(space, network.page)) return null
  const change = `a ${network.page} page reaches into ${space}`
  if (!isPotentiallyTrustworthy(request.origin)) {
    return refuse('InsecureLocalNetwork', space, `${change} and is not a secure context`)
  }
  if (network.permission !== 'granted') {
    return refuse('LocalNetworkAccessPermissionDenied', space, `${change} and the user has not allowed it`)
  }
  context.pass(RULES.localNetworkAccess, `${change}, and the user has allowed it`)
  return null
}
