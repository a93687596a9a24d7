import { expect, test } from 'vitest'
import { ISSUE_EXAMPLES, issuesOf } from './issue-table.ts'

test.each(Object.entries(ISSUE_EXAMPLES))('%s is what its example is refused for', (code, example) => {
  expect(issuesOf(example)).toContainEqual(
    expect.objectContaining({ code, message: expect.any(String), fix: expect.any(String) }),
  )
})
