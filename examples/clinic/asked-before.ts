/** A request before the page's own, so that a cache has an answer. */
import { get } from 'node:http'

/** @param origin `null` for a request without one */
export function askBefore(url: string, origin: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: origin === null ? {} : { origin } }, (response) => {
      response.resume().on('end', () => resolve())
    }).on('error', reject)
  })
}
