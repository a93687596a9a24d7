/** `corskit generate <target> --policy FILE`: writes the same policy as configuration or code for another server. */
import { type GenerateOptions, generate as generateFor, TARGETS, type Target } from '@corskit/targets'
import { ExitCode } from '../command-line/exit-code.ts'
import { nearest } from '../command-line/nearest.ts'
import { type ParsedOptions, parseOptions } from '../command-line/options.ts'
import { named } from '../command-line/secrets.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, UsageError } from '../command-line/usage-error.ts'
import { readPolicyOptions } from './policy-options.ts'

const HELP = `corskit generate <target> --policy FILE: the same policy for another server, never wider

  <target>              nginx, fastapi, s3…: corskit targets lists them
  --policy FILE         cors.policy.ts, .js, .json or .yaml
  --standalone          a file that starts as it is, not one to paste
  --listen PORT         where it listens, with --standalone. Default 8080
  --upstream URL        where it passes requests to, with --standalone; an app answers by itself
  --server-version V    like 1.22, where that makes a difference
  --format FORM         terraform or json, for services that are kept in these too

What is narrower than the policy is noted in a comment and on standard error. What the target cannot express is an error, and nothing is written.

Exit codes: 0 written, 2 the call or the policy was wrong, or the target cannot express the policy.
`

const OPTIONS = {
  policy: { type: 'string' },
  standalone: { type: 'boolean' },
  listen: { type: 'string' },
  upstream: { type: 'string' },
  'server-version': { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export async function generate(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('generate', args, OPTIONS)
  if (options.has('help')) {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const target = targetOf(options.positionals)
  const file = options.one('policy')
  if (file === undefined)
    throw new UsageError(`generate expects a policy: corskit generate ${target.name} --policy cors.policy.ts`)
  const asked = generateOptions(options, target, ['corskit generate', ...args.map(shellWord)].join(' '))
  const policy = await readPolicyOptions(file)
  const result = generateFor(target.name, policy, asked)
  if (!result.ok) {
    const lines = result.problems.map(
      ({ element, message, instead }) => `  ${element}: ${message}; instead: ${instead}`,
    )
    terminal.err(
      `corskit: ${target.title} cannot express this policy, and nothing was written:\n${lines.map(printable).join('\n')}\n`,
    )
    return ExitCode.usage
  }
  for (const note of result.notes) terminal.err(`corskit: note: ${printable(note)}\n`)
  terminal.out(result.text)
  return ExitCode.allowed
}

function targetOf([name, second]: readonly string[]): Target {
  if (name === undefined)
    throw new UsageError(
      'generate expects a target: corskit generate nginx --policy cors.policy.ts (corskit targets lists all)',
    )
  if (second !== undefined) throw new UsageError(`generate expects one target, got ${named(second)} too`)
  const found = TARGETS.find((target) => target.name === name)
  if (found !== undefined) return found
  const names = TARGETS.map((target) => target.name)
  const near = [
    nearest(name, names),
    ...names.filter((each) => name.length > 2 && (each.includes(name) || name.includes(each))),
  ]
  const nearby = [...new Set(near.filter((each) => each !== null))]
  const hint = nearby.length === 0 ? 'corskit targets lists all' : `did you mean ${nearby.join(' or ')}?`
  throw new UsageError(`there is no target ${named(name)}: ${hint}`)
}

function generateOptions(options: ParsedOptions, target: Target, command: string): GenerateOptions {
  const standalone = options.has('standalone')
  const listen = options.one('listen')
  const upstream = options.one('upstream')
  const serverVersion = options.one('server-version')
  for (const name of ['listen', 'upstream']) {
    if (!standalone && options.one(name) !== undefined) throw new UsageError(`--${name} is for --standalone`)
  }
  if (listen !== undefined && !(/^\d{1,5}$/.test(listen) && Number(listen) > 0 && Number(listen) < 65_536)) {
    throw new UsageError(`--listen ${named(listen)}: expected a port from 1 to 65535`)
  }
  if (upstream !== undefined) checkUpstream(upstream)
  if (serverVersion !== undefined && !/^\d+(\.\d+){0,3}$/.test(serverVersion)) {
    throw new UsageError(`--server-version ${named(serverVersion)}: expected a version like 1.22`)
  }
  const format = options.one('format')
  const forms = (target.forms ?? []).map(({ name }) => name)
  if (format !== undefined && !forms.some((name) => name === format)) {
    const expected = forms.length === 0 ? `${target.name} has one form only` : `expected ${forms.join(' or ')}`
    throw new UsageError(`--format ${named(format)}: ${expected}`)
  }
  return {
    standalone,
    command,
    ...(format === undefined ? {} : { format }),
    ...(listen === undefined ? {} : { listen: Number(listen) }),
    ...(upstream === undefined ? {} : { upstream }),
    ...(serverVersion === undefined ? {} : { serverVersion }),
  }
}

function checkUpstream(upstream: string): void {
  const url = URL.canParse(upstream) ? new URL(upstream) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return
  throw new UsageError(`--upstream ${named(upstream)}: expected a URL without path, like http://127.0.0.1:3000`)
}

/** The call as one would type it, so that the comment can be copied and run. */
function shellWord(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
