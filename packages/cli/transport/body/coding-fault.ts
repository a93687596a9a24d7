/** Whether browsers can undo the codings of a body: each of these was measured in Chromium, Firefox and WebKit. */
import zlib from 'node:zlib'
import { getHeader, type Header } from 'corskit/protocol'

/** What is wrong with a body. */
export interface BodyFault {
  /** In words without a capital and a full stop. */
  readonly why: string
  /** `error`: `text()` rejects. `part`: the page gets a part of it, and no error. `late`: it waits for the rest. */
  readonly effect: 'error' | 'part' | 'late'
}

/** No more than this is read of a body, and no more is made of it. */
export const LONGEST_BODY = 2 ** 20

const LIMIT = { maxOutputLength: 16 * LONGEST_BODY }

type Decode = (body: Buffer, isWhole: boolean) => Buffer

/** @param finishFlush with which the beginning of a body is decoded, too */
const flushing = (finishFlush: number) => (isWhole: boolean) => (isWhole ? LIMIT : { ...LIMIT, finishFlush })
const ofZlib = flushing(zlib.constants.Z_SYNC_FLUSH)
const ofBrotli = flushing(zlib.constants.BROTLI_OPERATION_FLUSH)
const ofZstd = flushing(zlib.constants.ZSTD_e_flush)

const DECODE: Readonly<Record<string, Decode>> = {
  gzip: (body, isWhole) => zlib.gunzipSync(body, ofZlib(isWhole)),
  'x-gzip': (body, isWhole) => zlib.gunzipSync(body, ofZlib(isWhole)),
  deflate: (body, isWhole) =>
    ((body[0] ?? 0) & 0x0f) === 8
      ? zlib.inflateSync(body, ofZlib(isWhole))
      : zlib.inflateRawSync(body, ofZlib(isWhole)),
  br: (body, isWhole) => zlib.brotliDecompressSync(body, ofBrotli(isWhole)),
  // Node 20 does not have it, and then it is not looked at.
  ...('zstdDecompressSync' in zlib ? { zstd: (body, isWhole) => zlib.zstdDecompressSync(body, ofZstd(isWhole)) } : {}),
}

export function codingFault(body: Buffer, headers: readonly Header[]): BodyFault | null {
  const codings = (getHeader(headers, 'content-encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (body.length === 0 || codings.some((coding) => !Object.hasOwn(DECODE, coding))) return null
  let plain = body
  let fault: BodyFault | null = null
  for (const coding of codings.reverse()) {
    const decode = DECODE[coding] as Decode
    try {
      plain = decode(plain, true)
    } catch (error) {
      if (isHarmless(error, coding, plain)) return fault
      try {
        plain = decode(plain, false)
        fault = { why: `its ${coding} breaks off`, effect: 'part' }
      } catch {
        return { why: `its Content-Encoding is ${coding}, and it cannot be decoded`, effect: 'error' }
      }
    }
  }
  return fault
}

/** Browsers look neither at the sums at the end of gzip nor at what stands behind it. */
function isHarmless(error: unknown, coding: string, body: Buffer): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_BUFFER_TOO_LARGE') return true
  const isGzip = coding.endsWith('gzip') && body[0] === 0x1f && body[1] === 0x8b
  return isGzip && /incorrect (?:data|length|header) check/.test(message)
}
