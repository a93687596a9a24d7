/** Every myth, in the order in which the lab shows them. */
import type { Myth } from '../words/myth.ts'
import { inTheRequest } from './headers/in-the-request.ts'
import { noCorsFixes } from './headers/no-cors-fixes.ts'
import { oneOriginOnly } from './headers/one-origin-only.ts'
import { readsAllHeaders } from './headers/reads-all-headers.ts'
import { starCoversAuthorization } from './headers/star-covers-authorization.ts'
import { starIsDangerous } from './headers/star-is-dangerous.ts'
import { starWithCookies } from './headers/star-with-cookies.ts'
import { authentication } from './protection/authentication.ts'
import { originIsProof } from './protection/origin-is-proof.ts'
import { preflightStopsCsrf } from './protection/preflight-stops-csrf.ts'
import { protectsTheServer } from './protection/protects-the-server.ts'
import { stopsCsrf } from './protection/stops-csrf.ts'
import { blocksTheRequest } from './requests/blocks-the-request.ts'
import { errorMeansSettings } from './requests/error-means-settings.ts'
import { getNeverAsks } from './requests/get-never-asks.ts'
import { maySendAnywhere } from './requests/may-send-anywhere.ts'
import { methodsMustListPost } from './requests/methods-must-list-post.ts'
import { preflightWithoutCookies } from './requests/preflight-without-cookies.ts'
import { betweenServers } from './scope/between-servers.ts'
import { curlWorks } from './scope/curl-works.ts'
import { databases } from './scope/databases.ts'
import { localhost } from './scope/localhost.ts'
import { mobileApps } from './scope/mobile-apps.ts'
import { pictures } from './scope/pictures.ts'
import { proxyDefeats } from './scope/proxy-defeats.ts'
import { subdomains } from './scope/subdomains.ts'

export const MYTHS: readonly Myth[] = [
  blocksTheRequest,
  authentication,
  protectsTheServer,
  stopsCsrf,
  maySendAnywhere,
  preflightStopsCsrf,
  noCorsFixes,
  inTheRequest,
  betweenServers,
  databases,
  mobileApps,
  curlWorks,
  localhost,
  subdomains,
  preflightWithoutCookies,
  getNeverAsks,
  methodsMustListPost,
  starIsDangerous,
  starWithCookies,
  starCoversAuthorization,
  oneOriginOnly,
  readsAllHeaders,
  pictures,
  proxyDefeats,
  errorMeansSettings,
  originIsProof,
]
