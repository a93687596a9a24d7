/** Bytes of which a type is known: what turns them into a Blob or a form. */

import type { PageHeaders } from './guarded-headers.ts'
import { NodeResponse } from './node-classes.ts'

export function typedBody(bytes: ArrayBuffer, headers: PageHeaders): Response {
  const type = headers.get('content-type')
  return new NodeResponse(bytes, type === null ? {} : { headers: [['content-type', type]] })
}
