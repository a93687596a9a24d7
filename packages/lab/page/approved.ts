/**
 * What the visitor pasted here by hand may be asked right away, where asking changes nothing; a link that somebody sent
 * may not.
 */
import type { LabRequest } from '../lab.ts'

const approved = new Set<string>()

const keyOf = ({ method, url }: LabRequest) => `${method} ${url}`

export function approve(request: LabRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') approved.add(keyOf(request))
}

export const isApproved = (request: LabRequest): boolean => approved.has(keyOf(request))
