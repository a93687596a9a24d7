/** Reads the options of a policy file into this process, RegExps and functions included. */
import type { PolicyOptions } from 'corskit'
import { redactUrls } from '../command-line/redact-url.ts'
import { redactEnvironment } from '../command-line/secrets.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { judgePolicyFile } from '../lint/judge.ts'
import { readPolicyFile } from '../lint/policy-file.ts'

/**
 * The file is judged in a process of its own first, which may take 10 seconds at most; then, when it is right, it is
 * read in this one.
 *
 * @throws {UsageError} where there is no such file, or it has mistakes, or it holds more than one policy
 */
export async function readPolicyOptions(path: string): Promise<PolicyOptions> {
  const { issues } = await judgePolicyFile(path).catch((error: unknown) => {
    if (error instanceof UsageError) throw new UsageError(withoutSecrets(error.message))
    throw error
  })
  const [first] = issues
  if (first !== undefined) {
    const more = issues.length === 1 ? '' : ` (and ${issues.length - 1} more: see corskit lint ${path})`
    throw new UsageError(
      `${quoted(path)} has a mistake: ${first.path || '(options)'}: ${withoutSecrets(first.message)}${more}`,
    )
  }
  const { content: found } = await quietly(() => readPolicyFile(path))
  if (typeof found === 'function') {
    throw new UsageError(
      `${quoted(path)} gives a policy for each request, and only corskit in the app can ask it: expected one policy`,
    )
  }
  const { options, answer } = found as { readonly options?: PolicyOptions; readonly answer?: unknown }
  return typeof answer === 'function' && options !== undefined ? options : (found as PolicyOptions)
}

const withoutSecrets = (text: string) => redactEnvironment(redactUrls(text))

/**
 * Prints of the file and warnings of Node were reported when it was judged. Here they would become a part of what is
 * generated.
 */
async function quietly<Result>(read: () => Promise<Result>): Promise<Result> {
  const { emitWarning } = process
  const { write } = process.stdout
  process.emitWarning = () => {}
  process.stdout.write = () => true
  try {
    return await read()
  } finally {
    process.emitWarning = emitWarning
    process.stdout.write = write
  }
}
