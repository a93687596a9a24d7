/**
 * Makes X.509 certificates for tests, valid or wrong in one way: no key is kept in the repository and no openssl is
 * needed.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

export interface TestCertificate {
  readonly cert: string
  readonly key: string
}

const DAY = 24 * 60 * 60 * 1000

/**
 * A certificate that signs itself; trusted by whoever is given it as an authority.
 *
 * @param onlyCommon whether only the common name says the first of the names, as in certificates of the last century
 */
export function selfSignedCertificate(
  names: readonly string[],
  {
    from = Date.now() - DAY,
    to = Date.now() + 30 * DAY,
    onlyCommon = false,
  }: { from?: number; to?: number; onlyCommon?: boolean } = {},
): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from(names[0] ?? 'test')))))
  const constraints = extension(OID.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))))
  const certificate = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sequence(OID.ecdsaWithSha256),
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(constraints, ...(onlyCommon ? [] : [alternativeNames(names)]))),
  )
  const signature = sign('sha256', certificate, privateKey)
  const signed = sequence(certificate, sequence(OID.ecdsaWithSha256), der(0x03, Buffer.from([0]), signature))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${signed.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const OID = {
  commonName: Buffer.from('0603550403', 'hex'),
  subjectAltName: Buffer.from('0603551d11', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
}

/** Tag, length, value. https://www.rfc-editor.org/rfc/rfc5280#appendix-A */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents)

const extension = (oid: Buffer, value: Buffer) => sequence(oid, der(0x04, value))

function alternativeNames(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
  )
  return extension(OID.subjectAltName, sequence(...entries))
}

/** GeneralizedTime: `YYYYMMDDHHMMSSZ`. */
function time(at: number): Buffer {
  return der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
}
