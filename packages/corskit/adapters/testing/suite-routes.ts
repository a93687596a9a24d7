/** What an app of `examples/` is given beside its own routes, bundled as `suite.js`. */
export { isWebhook } from './harness.ts'
export { ODD_ERRORS } from './odd-errors.ts'
export { POLICY } from './policy.ts'
export { RESPONSE_KINDS } from './response-kinds.ts'
export { webRoute } from './web-routes.ts'
