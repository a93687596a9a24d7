/**
 * Whether the page is in the lab, whose server can send requests, or on a static host, where everything is simulated.
 */
import type { LabSite } from '../server/page-server.ts'

export interface Surroundings {
  /** `null` on a static host. */
  readonly site: LabSite | null
  /** The origin that a new request comes from. */
  readonly pageOrigin: string
}

/** The live lab's server writes this into the document, so the page need not ask for it first. */
export function readSurroundings(): Surroundings {
  const site = readSite()
  return { site, pageOrigin: site === null ? 'https://app.example.com' : site.pageOrigin }
}

export function readSite(): LabSite | null {
  const written = document.getElementById('site')?.textContent
  return written === null || written === undefined ? null : JSON.parse(written)
}
