/** What a policy says of options, for tables that are kept as text. */
import { checkOptions } from '../checks/check-options.ts'
import type { Issue } from '../checks/issue.ts'

export const told = ({ code, path, message, fix }: Issue) => `${code} at ${path}: ${message} | ${fix}`

/** What is said of these options: every issue, every warning. */
export function said(options: unknown): string {
  const { issues, warnings } = checkOptions(options)
  return [...issues.map(told), ...warnings.map((warning) => `(odd) ${told(warning)}`)].join(' || ') || 'fine'
}
