/** `origin`: finds out which form it has, and checks every part. */

import { neverAnswers } from '../never-answers.ts'
import type { PolicyOptions } from '../options.ts'
import { isCallbackStyle } from '../origins/callback-style.ts'
import type { OriginMatcher } from '../origins/origin-matcher.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { ownRegExp } from '../origins/own-regexp.ts'
import { blockedPort, blockedPorts } from '../pattern/blocked-port.ts'
import { checkOriginPattern } from '../pattern/check-origin-pattern.ts'
import { missingValue } from '../pattern/missing-value.ts'
import { checkRegExp } from '../regexp/check-regexp.ts'
import type { CheckedOrigins } from './checked-options.ts'
import { fixesInList } from './fix-in-list.ts'
import { type Issue, quoted } from './issue.ts'

const NONE: CheckedOrigins = { any: false, exact: new Set(), patterns: [], regExps: [] }

export function checkOrigin(
  given: unknown,
  options: PolicyOptions,
  issues: Issue[],
  warnings: Issue[],
): CheckedOrigins {
  if (typeof given === 'function') {
    if (neverAnswers(given)) issues.push(noPredicate(given))
    else if (isCallbackStyle(given)) issues.push(callbackStyle(given))
    return NONE
  }
  if (given === undefined || given === null) return refuse(issues, MISSING, given)
  if (given === '*') {
    if (options.credentials === true) issues.push(anyWithCredentials(given))
    return { ...NONE, any: true }
  }
  if (Array.isArray(given)) return checkList(given, options, issues, warnings)
  return checkList([given], options, issues, warnings, true)
}

function checkList(
  list: readonly unknown[],
  options: PolicyOptions,
  issues: Issue[],
  warnings: Issue[],
  alone = false,
): CheckedOrigins {
  if (list.length === 0) return refuse(issues, EMPTY_LIST, list)
  const inList = fixesInList(list)
  const exact = new Set<string>()
  const patterns = new Map<string, PatternParts>()
  const regExps = new Map<string, OriginMatcher>()
  /** Where each stands first, by its text. */
  const first = new Map<string, number>()
  let hasOthers: boolean | undefined
  for (let index = 0; index < list.length; index++) {
    const entry: unknown = list[index]
    const path = () => (alone ? 'origin' : `origin[${index}]`)
    const regExp = ownRegExp(entry)
    if (regExp !== null || typeof entry === 'string') {
      const text = String(regExp ?? entry)
      if (!first.has(text)) first.set(text, index)
    }
    if (regExp !== null) {
      const { issues: found, matcher, ports } = checkRegExp(regExp, path(), options, entry)
      warnings.push(...blockedPorts(ports, path(), entry))
      issues.push(...found.map((issue) => inList(index, issue)))
      if (regExps.has(String(regExp))) issues.push(duplicate(regExp, path(), first.get(String(regExp))))
      else if (matcher !== null) regExps.set(String(regExp), matcher)
    } else if (entry === '*') {
      hasOthers ??= options.credentials === true || list.some((other) => other !== '*')
      issues.push(anyInList(path(), hasOthers))
    } else if (typeof entry !== 'string') {
      issues.push(wrongType(entry, path()))
    } else if (exact.has(entry) || patterns.has(entry)) {
      issues.push(duplicate(entry, path(), first.get(entry)))
    } else {
      const found: Issue[] = []
      const pattern = checkOriginPattern(entry, path, options, found)
      for (const issue of found) issues.push(inList(index, issue))
      const odd = pattern === null ? null : (blockedPort(entry, path) ?? missingValue(entry, path))
      if (odd !== null) warnings.push(odd)
      if (pattern === 'exact') exact.add(entry)
      else if (pattern !== null) patterns.set(entry, pattern)
    }
  }
  return { any: false, exact, patterns: [...patterns.values()], regExps: [...regExps.values()] }
}

type SaidWrong = Pick<Issue, 'code' | 'message'>

const NAME_THEM = "name the origins, like ['https://app.example.com']"

const MISSING: SaidWrong = { code: 'origin-missing', message: 'a policy must say whose pages it allows' }
const EMPTY_LIST: SaidWrong = {
  code: 'origin-empty',
  message: 'an empty list allows nobody; a server that allows nobody needs no policy',
}

function refuse(issues: Issue[], wrong: SaidWrong, value: unknown): CheckedOrigins {
  issues.push({ ...wrong, path: 'origin', fix: NAME_THEM, value })
  return NONE
}

function anyWithCredentials(value: unknown): Issue {
  return {
    code: 'origin-any-with-credentials',
    path: 'origin',
    message: "browsers refuse '*' when credentials are included; name the origins that may act for a user",
    fix: NAME_THEM,
    value,
  }
}

function anyInList(path: string, hasOthers: boolean): Issue {
  return {
    code: 'origin-any-in-list',
    path,
    message: "'*' in a list allows nobody: it stands alone and allows everyone, or the origins are named",
    fix: hasOthers ? "remove '*'" : "origin: '*'",
    value: '*',
  }
}

function wrongType(value: unknown, path: string): Issue {
  const reflected = value === true
  return {
    code: reflected ? 'origin-reflected' : 'origin-wrong-type',
    path,
    message: reflected
      ? 'true lets every site on the web in by repeating its own name; name the origins'
      : `an origin is a string, a RegExp or (alone) a predicate, not ${quoted(value)}`,
    fix: NAME_THEM,
    value,
  }
}

function callbackStyle(value: unknown): Issue {
  return {
    code: 'origin-callback',
    path: 'origin',
    message:
      'a predicate is called with the origin and the request, and returns true or false: this one waits for a callback, and would deny everyone',
    fix: 'return the answer (or a promise of it), like (origin) => allowed.includes(origin)',
    value,
  }
}

function noPredicate(value: unknown): Issue {
  return {
    code: 'origin-wrong-type',
    path: 'origin',
    message:
      'a predicate returns true or false (or a promise of it): a class or a generator never does, and would deny everyone',
    fix: 'write a function that returns the answer, like (origin) => allowed.includes(origin)',
    value,
  }
}

function duplicate(value: string | RegExp, path: string, first: number | undefined): Issue {
  return {
    code: 'origin-duplicate',
    path,
    message: `${quoted(value)} is there already, at origin[${first}]`,
    fix: `remove ${quoted(value)}`,
    value,
  }
}
