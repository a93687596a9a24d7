import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { parseCheckArguments } from '../check/arguments.ts'
import { certificatesFile, namedFile, pemFile } from './named-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'corskit-named-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])('a file of %i bytes is read whole, and no longer one', (length) => {
  const path = join(folder, `of-${length}`)
  const bytes = Buffer.alloc(length, 'abc')
  writeFileSync(path, bytes)
  expect(namedFile(path, length)?.equals(bytes)).toBe(true)
  if (length > 0) expect(namedFile(path, length - 1)).toBe(null)
})

test('what has no end is refused', () => {
  for (const args of [
    ['-H', '@/dev/zero'],
    ['-d', '@/dev/zero'],
    ['--data-binary', '@/dev/zero'],
    ['--data-urlencode', 'a@/dev/zero'],
    ['-F', 'a=@/dev/zero'],
    ['-F', 'a=</dev/zero'],
    ['--cacert', '/dev/zero'],
  ])
    expect(() => parseCheckArguments(['https://api.example.com', ...args]), args.join(' ')).toThrow(/too long/)
})

test('a file that cannot be read is named', () => {
  expect(() => pemFile('cert', join(folder, 'none.pem'))).toThrow(/--cert .*no such file can be read/)
  expect(() => pemFile('key', folder)).toThrow(/--key .*no such file can be read/)
})

test('a named pipe, which may have no writer, is refused at once', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  for (const args of [
    ['-H', `@${pipe}`],
    ['-d', `@${pipe}`],
    ['--cacert', pipe],
  ])
    expect(() => parseCheckArguments(['https://api.example.com', ...args]), args.join(' ')).toThrow(/read|pipe/)
  expect(() => namedFile(pipe, 1)).toThrow(/named pipe/)
})

test('a file without a certificate is refused', () => {
  const { cert, key } = selfSignedCertificate(['localhost'])
  const fileOf = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  expect(certificatesFile('cacert', fileOf('cert.pem', cert))).toBe(cert)
  expect(certificatesFile('cacert', fileOf('both.pem', `# made here\n${key}${cert}`))).toContain(cert)
  expect(() => certificatesFile('cacert', fileOf('key.pem', key))).toThrow(/has no certificate: expected PEM/)
  expect(() => certificatesFile('cacert', fileOf('host.txt', 'localhost\n'))).toThrow(/has no certificate/)
  const cut = cert.replace(/\n(.{20}).*\n/, '\n$1\n')
  expect(() => certificatesFile('cacert', fileOf('cut.pem', cut))).toThrow(/has a certificate that cannot be read/)
})
