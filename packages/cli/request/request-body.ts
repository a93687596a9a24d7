/** The body of the request, from the options that curl has for it. */
import { basename } from 'node:path'
import { fileOfOption } from '../command-line/named-file.ts'
import type { ParsedOptions } from '../command-line/options.ts'
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'

export interface GivenBody {
  /** When it was read from a file, each character stands for a byte. */
  readonly body: string | ArrayBuffer
  /** What the model is told about the body, when it is not a string. */
  readonly type: string | null
}

/** Nobody checks a request with a larger body. */
const MAX_BYTES = 10_000_000

export function parseBody(options: ParsedOptions): GivenBody | null {
  const parts = [
    ...['data', 'data-ascii'].flatMap((name) => options.all(name).map((text) => fileOr(text, true))),
    ...options.all('data-binary').map((text) => fileOr(text, false)),
    ...options.all('data-raw').map((text) => Buffer.from(text)),
    ...options.all('data-urlencode').map((text) => Buffer.from(urlEncodedOrFile(text))),
  ]
  const fields = options.all('form')
  const texts = options.all('form-string')
  if (fields.length + texts.length > 0) {
    if (parts.length > 0) throw new UsageError('-F was given beside -d: a request has one body')
    return formOf(fields, texts)
  }
  if (parts.length === 0) return null
  // As in curl, several options are joined like the fields of a form.
  const joined = Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from('&'), part])))
  const text = joined.toString('utf8')
  return { body: Buffer.from(text).equals(joined) ? text : toArrayBuffer(joined), type: null }
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** `@file`, or the text itself. curl takes line breaks out of files of `-d`. */
function fileOr(text: string, isStripped: boolean): Buffer {
  if (!text.startsWith('@')) return Buffer.from(text)
  const bytes = read(text.slice(1))
  return isStripped ? Buffer.from(bytes.filter((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0)) : bytes
}

const read = (path: string): Buffer =>
  fileOfOption(path, MAX_BYTES, {
    unreadable: `the file ${named(path)} for the body cannot be read; a body that begins with @ is given as --data-raw`,
    tooLong: `the file ${named(path)} of the body is too long; expected at most ${MAX_BYTES} bytes`,
  })

/** The same, where the value may be in a file: `@file`, `name@file`. */
export function urlEncodedOrFile(text: string): string {
  const [, name, path] = /^([^=@]*)@(.*)$/s.exec(text) ?? []
  if (name === undefined || path === undefined) return urlEncoded(text)
  return urlEncoded(`${name}=${read(path).toString('utf8')}`)
}

/** A pair, or a value alone, as curl encodes it. `=value` is a value alone. */
function urlEncoded(text: string): string {
  if (text.startsWith('=')) return encodeURIComponent(text.slice(1))
  const equals = text.indexOf('=')
  return equals < 0
    ? encodeURIComponent(text)
    : `${text.slice(0, equals + 1)}${encodeURIComponent(text.slice(equals + 1))}`
}

const BOUNDARY = '----corskitFormBoundary7MA4YWxkTrZu0gW'

/**
 * As a page's FormData is sent.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
function formOf(fields: readonly string[], texts: readonly string[]): GivenBody {
  const chunks = [...fields, ...texts].flatMap((field, i) => {
    const equals = field.indexOf('=')
    if (equals < 1) throw new UsageError('-F: expected name=value or name=@file')
    const name = field.slice(0, equals).replaceAll('"', '%22')
    const [value = '', ...parameters] = field.slice(equals + 1).split(';')
    const isFile = i < fields.length && value.startsWith('@')
    const isTextOfFile = i < fields.length && value.startsWith('<')
    const head = isFile
      ? `; filename="${basename(value.slice(1)).replaceAll('"', '%22')}"\r\nContent-Type: ${typeOf(parameters)}`
      : ''
    return [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n`),
      isFile || isTextOfFile ? read(value.slice(1)) : Buffer.from(field.slice(equals + 1)),
      Buffer.from('\r\n'),
    ]
  })
  const bytes = Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)])
  return { body: toArrayBuffer(bytes), type: `multipart/form-data; boundary=${BOUNDARY}` }
}

function typeOf(parameters: readonly string[]): string {
  const type = parameters.find((parameter) => parameter.startsWith('type='))?.slice('type='.length)
  return type === undefined || /[\r\n]/.test(type) ? 'application/octet-stream' : type
}
