/** The report as other tools read it: JUnit for CI, Markdown for a pull request. */
import type { DifferenceKind, VerifyReport } from '@corskit/targets'
import { printable } from '../command-line/usage-error.ts'

/** The name of the test for each kind of difference. */
const TESTS: Readonly<Record<DifferenceKind, string>> = {
  wider: 'browsers are allowed no more than the policy says',
  narrower: 'browsers are allowed all that the policy says',
  cache: 'caches keep the answers of different origins apart',
  'other-traffic': 'requests that are not cross-origin are left alone',
}

export function junit({ url, differences, unreachable }: VerifyReport): string {
  const cases = Object.entries(TESTS).map(([kind, name]) => {
    const found = differences.filter((difference) => difference.kind === kind)
    const attributes = `name="${xml(name)}" classname="corskit verify ${xml(url)}"`
    if (found.length === 0 && unreachable === null) return [`  <testcase ${attributes}/>`]
    const text = found
      .map(({ subject, expected, observed, curl }) =>
        [subject, `  the policy: ${expected}`, `  the server: ${observed}`, `  ${curl}`].join('\n'),
      )
      .join('\n\n')
    return [
      `  <testcase ${attributes}>`,
      ...(found.length === 0
        ? [`    <error message="${xml(unreachable ?? '')}"/>`]
        : [`    <failure message="${count(found.length)}">${xml(text)}</failure>`]),
      '  </testcase>',
    ]
  })
  const failed = new Set(differences.map(({ kind }) => kind)).size
  const errors = unreachable === null ? 0 : Object.keys(TESTS).length - failed
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="corskit verify" tests="${cases.length}" failures="${failed}" errors="${errors}">`,
    ...cases.flat(),
    '</testsuite>',
    '',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Line ends are kept; other control characters are not allowed in XML. */
const xml = (text: string) =>
  text
    .split('\n')
    .map((line) => printable(line).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign))
    .join('\n')

export function markdown({ url, probes, differences, unreachable }: VerifyReport): string {
  const title =
    unreachable !== null
      ? `**UNREACHABLE** after ${probes} answers: ${cell(unreachable)}`
      : differences.length === 0
        ? `**CONFORMS**: the server did what the policy says, ${probes} times of ${probes}.`
        : `**DIFFERS**: ${count(differences.length)} between the policy and the server, in ${probes} answers.`
  const rows = differences.map(
    ({ kind, subject, expected, observed }) => `| ${kind} | ${cell(subject)} | ${cell(expected)} | ${cell(observed)} |`,
  )
  const commands = differences.map(({ curl }) => printable(curl))
  return [
    `### corskit verify ${cell(url)}`,
    '',
    title,
    ...(rows.length === 0
      ? []
      : [
          '',
          '| kind | about | the policy | the server |',
          '|---|---|---|---|',
          ...rows,
          '',
          '```sh',
          ...commands,
          '```',
        ]),
    '',
  ].join('\n')
}

/** Escapes what would end the cell, or be read as Markdown. */
const cell = (text: string) => printable(text).replace(/[\\|<>`*_[\]]/g, '\\$&')

const count = (differences: number) => (differences === 1 ? '1 difference' : `${differences} differences`)
