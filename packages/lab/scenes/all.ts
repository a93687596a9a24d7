/** Every scene, in the order in which the lab shows them: the first eight are the way in. */
import type { Scene } from '../words/scene.ts'
import { exposedHeaders } from './answers/exposed-headers.ts'
import { extension } from './answers/extension.ts'
import { opaque } from './answers/opaque.ts'
import { redirectNull } from './answers/redirect-null.ts'
import { sandboxedFrame } from './answers/sandboxed-frame.ts'
import { sharedCache } from './answers/shared-cache.ts'
import { exactOrigin } from './basics/exact-origin.ts'
import { formOrJson } from './basics/form-or-json.ts'
import { sameOrigin } from './basics/same-origin.ts'
import { serverError } from './basics/server-error.ts'
import { simpleRequest } from './basics/simple-request.ts'
import { credentials } from './cookies/credentials.ts'
import { sameSite } from './cookies/same-site.ts'
import { starWithCredentials } from './cookies/star-with-credentials.ts'
import { thirdParty } from './cookies/third-party.ts'
import { jsonp } from './networks/jsonp.ts'
import { localNetwork } from './networks/local-network.ts'
import { noBrowser } from './networks/no-browser.ts'
import { proxy } from './networks/proxy.ts'
import { webSocket } from './networks/web-socket.ts'
import { allowHeaders } from './preflight/allow-headers.ts'
import { authorization } from './preflight/authorization.ts'
import { preflightCache } from './preflight/cache.ts'
import { optionsNotHandled } from './preflight/options-not-handled.ts'
import { preflightRedirect } from './preflight/redirect.ts'
import { whatFor } from './preflight/what-for.ts'
import { registeredOrigin } from './setups/registered-origin.ts'
import { svelteKitFastApi } from './setups/sveltekit-fastapi.ts'
import { twoPorts } from './setups/two-ports.ts'

export const SCENES: readonly Scene[] = [
  sameOrigin,
  simpleRequest,
  exactOrigin,
  formOrJson,
  whatFor,
  allowHeaders,
  optionsNotHandled,
  serverError,
  credentials,
  starWithCredentials,
  sameSite,
  thirdParty,
  exposedHeaders,
  preflightCache,
  preflightRedirect,
  authorization,
  redirectNull,
  sandboxedFrame,
  opaque,
  sharedCache,
  twoPorts,
  svelteKitFastApi,
  registeredOrigin,
  proxy,
  jsonp,
  noBrowser,
  extension,
  webSocket,
  localNetwork,
]
