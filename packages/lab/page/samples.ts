/** The routes of the sample API as links: each holds the whole request in its fragment. */
import type { Route } from '@corskit/example-broken-api/route'
import type { LabRequest } from '../lab.ts'
import type { LabSite } from '../server/page-server.ts'
import { element } from './element.ts'
import { toFragment, USUAL } from './fragment.ts'

export function sampleLinks(site: LabSite, engine: string, wanted: (route: Route) => boolean): HTMLElement[] {
  return site.routes.filter(wanted).map((route) => {
    const { method = 'GET' } = route.request
    return element(
      'li',
      {},
      element(
        'a',
        { href: toFragment(sampleRequest(site, engine, route), site.pageOrigin) },
        element('code', {}, `${method} ${route.path}`),
        element('span', {}, route.story),
      ),
    )
  })
}

function sampleRequest(site: LabSite, engine: string, { path, request }: Route): LabRequest {
  const { headers, ...rest } = request
  return {
    ...USUAL,
    url: site.apiOrigin + path,
    origin: site.pageOrigin,
    engine,
    ...rest,
    headers: Object.entries(headers ?? {}),
  }
}
