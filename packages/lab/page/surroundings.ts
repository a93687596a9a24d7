/** Where the page stands: in the lab, whose server can send requests, or on a static host, where everything is simulated. */
import type { LabSite } from '../server/page-server.ts'

export interface Surroundings {
  /** `null` on a static host. */
  readonly site: LabSite | null
  /** The origin that a new request comes from. */
  readonly pageOrigin: string
}

export async function loadSurroundings(): Promise<Surroundings> {
  if (document.documentElement.dataset['lab'] !== 'live') return { site: null, pageOrigin: 'https://app.example.com' }
  const site: LabSite = await (await fetch('./site')).json()
  return { site, pageOrigin: site.pageOrigin }
}
