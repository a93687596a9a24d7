/** Makes this browser do the fetch, and says what script learns of it. */
import type { LabRequest } from '../lab.ts'

export type BrowserAnswer =
  | {
      readonly kind: 'read'
      readonly status: number
      readonly type: string
      readonly headers: readonly (readonly [string, string])[]
    }
  | { readonly kind: 'opaque'; readonly type: string }
  /** `fetch` rejected; script gets a message only. */
  | { readonly kind: 'refused'; readonly message: string }

const TIMEOUT_MILLISECONDS = 15_000

export async function askBrowser(
  request: Pick<LabRequest, 'url' | 'method' | 'headers' | 'body' | 'credentials' | 'mode'>,
): Promise<BrowserAnswer> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.map(([name, value]): [string, string] => [name, value]),
      body: request.body === '' ? null : request.body,
      credentials: request.credentials as RequestCredentials,
      mode: request.mode as RequestMode,
      // An answer from the browser's cache would be that of another request.
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    const { status, type, headers } = response
    response.body?.cancel().catch(() => {})
    return type === 'opaque' ? { kind: 'opaque', type } : { kind: 'read', status, type, headers: [...headers] }
  } catch (error) {
    return { kind: 'refused', message: String(error) }
  }
}
