/**
 * *Mixed content*: an https page does not fetch http. https://w3c.github.io/webappsec-mixed-content/#should-block-fetch
 */
import { isPotentiallyTrustworthy, originOfUrl } from '../../protocol/origin.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, withoutFragment } from '../state/fetch-request.ts'
import { addressSpaceOf } from '../words/address-space.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { destinationOf } from '../words/initiator.ts'
import { RULES } from '../words/rules.ts'

export function isMixedContent(request: FetchRequest, profile: EngineProfile): boolean {
  const { currentOrigin, currentUrl, targetAddressSpace } = request
  if (!isSecurePage(request) || currentUrl.protocol !== 'http:') return false
  const isExempt = profile.loopbackIsNoMixedContent || isUpgradable(request)
  if (isExempt && isPotentiallyTrustworthy(currentOrigin)) return false
  if (!profile.localNetworkIsNoMixedContent) return true
  return !(namesLocalNetwork(targetAddressSpace) || isLocalNetworkHost(currentUrl.hostname))
}

/**
 * *Upgrade a mixed content request to a potentially trustworthy URL*: for images, audio and video, http becomes https.
 * https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm
 */
export function upgradeMixedContent(request: FetchRequest, context: FetchContext): void {
  const { currentUrl, urlList } = request
  const isAddress = addressSpaceOf(currentUrl.hostname) !== null
  if (!isUpgradable(request) || isAddress || !isMixedContent(request, context.profile)) return
  const upgraded = new URL(currentUrl)
  upgraded.protocol = 'https:'
  urlList[urlList.length - 1] = upgraded
  request.currentUrl = upgraded
  request.currentOrigin = originOfUrl(upgraded)
  context.pass(RULES.mixedContent, `${withoutFragment(currentUrl)} is upgraded to https`)
}

const UPGRADABLE: ReadonlySet<string> = new Set(['image', 'audio', 'video'])

const isUpgradable = ({ initiator }: FetchRequest) => UPGRADABLE.has(destinationOf(initiator))

/** A sandboxed frame has an opaque origin, but its URL tells how it came. */
const isSecurePage = ({ origin, pageUrl }: FetchRequest) =>
  origin.opaque ? pageUrl?.protocol === 'https:' : origin.scheme === 'https'

const namesLocalNetwork = (space: FetchRequest['targetAddressSpace']) => space === 'local' || space === 'loopback'

/**
 * Whether the URL alone shows that it leads into a local network: by a local address, or by a name of multicast DNS.
 * https://wicg.github.io/local-network-access/#integration-with-mixed-content
 */
function isLocalNetworkHost(host: string): boolean {
  if (/(^|\.)local\.?$/.test(host)) return true
  const space = addressSpaceOf(host)
  return space !== null && space !== 'public' && !isForBenchmarks(host)
}

/** 198.18.0.0/15 is loopback in the standard's table, but public in the only engine that has this rule. */
const isForBenchmarks = (host: string) => /^198\.1[89]\./.test(host)
