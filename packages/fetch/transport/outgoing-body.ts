/** What a page sends, made ready to be sent more than once: after a preflight, and again after a redirect. */

import type { RequestBody } from 'corskit/browser'
import { NodeResponse } from '../web/node-classes.ts'
import type { OutgoingBody } from './wire.ts'

/** A body, with the `Content-Type` that it brings along where the model cannot know it. */
export interface ExtractedBody {
  /** For the model: decides about preflight and redirects. */
  readonly body: RequestBody
  readonly type: string | null
}

/** *Extract a body*: takes what script may change later. https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
export async function extractBody(init: BodyInit): Promise<ExtractedBody> {
  if (init instanceof FormData) {
    const encoded = new NodeResponse(init)
    return { body: await encoded.arrayBuffer(), type: encoded.headers.get('content-type') }
  }
  return extractBodyNow(init)
}

/** The same of what needs no time to be written down. */
export function extractBodyNow(init: Exclude<BodyInit, FormData>): ExtractedBody {
  if (init instanceof Blob || init instanceof ReadableStream) return { body: init, type: null }
  if (init instanceof URLSearchParams) {
    return { body: init.toString(), type: 'application/x-www-form-urlencoded;charset=UTF-8' }
  }
  if (ArrayBuffer.isView(init)) {
    return { body: new Uint8Array(init.buffer, init.byteOffset, init.byteLength).slice(), type: null }
  }
  if (init instanceof ArrayBuffer) return { body: init.slice(0), type: null }
  return { body: String(init), type: null }
}

/** The bytes to send. */
export async function outgoingBody(body: RequestBody): Promise<OutgoingBody> {
  if (typeof body === 'string' || body instanceof ReadableStream) return body
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer())
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength)
  return String(body)
}
