/** Node's own classes, taken before a test puts a page's in their place (`vi.stubGlobal('Request', page.Request)`). */
export const NodeHeaders = globalThis.Headers
export const NodeRequest = globalThis.Request
export const NodeResponse = globalThis.Response
export const nodeFetch = globalThis.fetch
