/**
 * A request that the visitor pasted is sent at once if it changes nothing. A request from a link is not.
 */
import type { LabRequest } from '../lab.ts'

const approved = new Set<string>()

const keyOf = ({ method, url }: LabRequest) => `${method} ${url}`

export function approve(request: LabRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') approved.add(keyOf(request))
}

export const isApproved = (request: LabRequest): boolean => approved.has(keyOf(request))
