/** Writes a policy for another server. */
import type { PolicyOptions } from 'corskit'
import { TARGETS } from './all.ts'
import { headingOf, MODELLED, oneLine } from './text/heading.ts'
import { fit } from './words/capabilities.ts'
import { factsOf } from './words/facts.ts'
import type { Form, GenerateOptions, Problem, Target } from './words/target.ts'

/** The text for a target, with notes about what is narrower than the policy; or what the target cannot express. */
export type Generated =
  | { readonly ok: true; readonly target: Target; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly target: Target; readonly problems: readonly Problem[] }

/**
 * Writes the policy for the target, never wider than it is. If the target cannot express it, says why, and what to do
 * instead.
 *
 * @throws {TypeError} when there is no such target, or the policy or the options are wrong
 */
export function generate(name: string, policy: PolicyOptions, options: GenerateOptions = {}): Generated {
  const target = TARGETS.find((each) => each.name === name)
  if (target === undefined) throw new TypeError(`there is no target ${JSON.stringify(oneLine(name))}`)
  const form = formOf(target, options.format)
  const { facts, problems: general } = factsOf(policy)
  const fitted = fit(facts, target.capabilities, target.title)
  const problems = [...general, ...fitted.problems, ...(target.problemsOf?.(fitted.facts) ?? [])]
  if (options.standalone === true && !target.capabilities.standalone) {
    problems.push({
      element: 'standalone',
      message: `there is no file for ${target.title} that starts as it is`,
      instead: `generate without --standalone, and ${target.place ?? 'put it where its comments say'}`,
    })
  }
  const upstream = upstreamUrl(options.upstream)
  if (upstream?.protocol === 'https:' && !target.capabilities.upstreamTls) {
    problems.push({
      element: 'upstream',
      message: `${target.title} cannot pass requests on over https`,
      instead: 'give the address of a server that speaks http',
    })
  }
  if (isOlder(options.serverVersion, target.leastVersion)) {
    problems.push({
      element: 'serverVersion',
      message: `${target.title} ${options.serverVersion} does not understand what is written`,
      instead: `take ${target.leastVersion} or later`,
    })
  }
  if (problems.length > 0) return { ok: false, target, problems }
  const notes = [...fitted.notes, ...(target.notes ?? []), ...(form?.notes ?? target.ownFormNotes ?? [])]
  const command = options.command ?? `corskit generate ${target.name}`
  const heading = headingOf(command, facts.hash, notes, target.state === 'modelled')
  const text = (form ?? target).write(fitted.facts, {
    standalone: options.standalone === true,
    listen: listenPort(options.listen),
    upstream,
    serverVersion: options.serverVersion ?? null,
    heading,
  })
  const top =
    form !== null || target.comment === null
      ? ''
      : `${heading.map((line) => `${target.comment} ${line}`).join('\n')}\n\n`
  // JSON has no comment to say it in, and the services refuse names that they do not know.
  const isUnsaid = form === null ? target.language === 'json' : !form.keepsHeading
  const unsaid = isUnsaid ? [heading[0] ?? '', ...(target.state === 'modelled' ? [MODELLED] : [])] : []
  return { ok: true, target, text: `${top}${text.trimEnd()}\n`, notes: [...unsaid, ...notes] }
}

function formOf(target: Target, name: string | undefined): Form | null {
  if (name === undefined) return null
  const forms = target.forms ?? []
  const form = forms.find((each) => each.name === name)
  if (form !== undefined) return form
  const expected =
    forms.length === 0 ? 'it has one form only' : `expected ${forms.map((each) => each.name).join(' or ')}`
  throw new TypeError(`${target.name} has no format ${JSON.stringify(oneLine(name))}: ${expected}`)
}

function isOlder(version: string | undefined, least: string | undefined): boolean {
  if (version === undefined || least === undefined) return false
  const [one, other] = [version, least].map((each) => each.split('.').map(Number)) as [number[], number[]]
  const at = other.findIndex((part, index) => part !== (one[index] ?? 0))
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

function listenPort(port = 8080): number {
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new TypeError(`listen is a port from 1 to 65535, not ${port}`)
}

/** Scheme, host and port only: each server would join a path differently. */
function upstreamUrl(upstream: string | undefined): URL | null {
  if (upstream === undefined) return null
  const url = URL.canParse(upstream) ? new URL(upstream) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url
  throw new TypeError(`upstream is like http://127.0.0.1:3000, without path, query or user, not ${oneLine(upstream)}`)
}
