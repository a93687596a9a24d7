/** `origin`: which of its forms is it, and is every part of it sound? */

import type { PolicyOptions } from '../options.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { checkRegExp } from '../regexp/check-regexp.ts'
import { checkOriginPattern } from './check-origin-pattern.ts'
import type { CheckedOrigins } from './checked-options.ts'
import { type Issue, type IssueCode, quoted } from './issue.ts'

const NONE: CheckedOrigins = { any: false, exact: new Set(), patterns: [], regExps: [] }

export function checkOrigin(given: unknown, options: PolicyOptions, issues: Issue[]): CheckedOrigins {
  if (typeof given === 'function') return NONE
  if (given === undefined || given === null) return refuse(issues, MISSING, given)
  if (given === '*') {
    if (options.credentials === true) issues.push(anyWithCredentials(given))
    return { ...NONE, any: true }
  }
  if (Array.isArray(given)) return checkList(given, options, issues)
  return checkList([given], options, issues, true)
}

function checkList(list: readonly unknown[], options: PolicyOptions, issues: Issue[], alone = false): CheckedOrigins {
  if (list.length === 0) return refuse(issues, EMPTY_LIST, list)
  const exact = new Set<string>()
  const patterns = new Map<string, PatternParts>()
  const regExps = new Map<string, RegExp>()
  for (let index = 0; index < list.length; index++) {
    const entry: unknown = list[index]
    const path = () => (alone ? 'origin' : `origin[${index}]`)
    if (entry instanceof RegExp) {
      const found = checkRegExp(entry, path(), options)
      issues.push(...found)
      if (regExps.has(String(entry))) issues.push(duplicate(entry, path(), list))
      else if (found.length === 0) regExps.set(String(entry), entry)
    } else if (entry === '*') {
      issues.push(anyInList(path(), list))
    } else if (typeof entry !== 'string') {
      issues.push(wrongType(entry, path()))
    } else if (exact.has(entry) || patterns.has(entry)) {
      issues.push(duplicate(entry, path(), list))
    } else {
      const pattern = checkOriginPattern(entry, path, options, issues)
      if (pattern === 'exact') exact.add(entry)
      else if (pattern !== null) patterns.set(entry, pattern)
    }
  }
  return { any: false, exact, patterns: [...patterns.values()], regExps: [...regExps.values()] }
}

interface Mistake {
  readonly code: IssueCode
  readonly message: string
}

const MISSING: Mistake = { code: 'origin-missing', message: 'a policy must say whose pages it allows' }
const EMPTY_LIST: Mistake = {
  code: 'origin-empty',
  message: 'an empty list allows nobody; then there is no need for a policy',
}

function refuse(issues: Issue[], mistake: Mistake, value: unknown): CheckedOrigins {
  issues.push({ ...mistake, path: 'origin', fix: "['https://app.example.com']", value })
  return NONE
}

function anyWithCredentials(value: unknown): Issue {
  return {
    code: 'origin-any-with-credentials',
    path: 'origin',
    message: "browsers refuse '*' when credentials are included; name the origins that may act for a user",
    fix: "['https://app.example.com']",
    value,
  }
}

function anyInList(path: string, list: readonly unknown[]): Issue {
  const others = list.filter((entry) => entry !== '*')
  return {
    code: 'origin-any-in-list',
    path,
    message: "'*' stands alone: it allows everyone, or else it has no place among names",
    fix: others.length > 0 ? "remove '*'" : "origin: '*'",
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
    fix: "'https://app.example.com'",
    value,
  }
}

function duplicate(value: string | RegExp, path: string, list: readonly unknown[]): Issue {
  const isOne = (entry: unknown) => typeof entry === 'string' || entry instanceof RegExp // no other becomes text without fail
  const first = list.findIndex((entry) => isOne(entry) && String(entry) === String(value))
  return {
    code: 'origin-duplicate',
    path,
    message: `${quoted(value)} is there already, at origin[${first}]`,
    fix: `remove ${quoted(value)}`,
    value,
  }
}
