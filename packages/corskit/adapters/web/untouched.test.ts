import { describe, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { listenWeb } from '../testing/listen.ts'
import { findRuntime, type Runtime, startRuntime } from '../testing/runtimes.ts'
import { describeUntouched } from '../testing/untouched.ts'
import { APPS, untouched } from '../testing/untouched-app.ts'

describe('what an adapter passes on goes out as without it', () => {
  describeUntouched('Node, through @hono/node-server', () => listenWeb(untouched), Object.keys(APPS))
  for (const runtime of ['workerd', 'bun', 'deno'] as Runtime[]) {
    const executable = findRuntime(runtime)
    if (executable === null)
      test(runtime, ({ skip }) => notInstalled(`${runtime} is not installed; .ci/run installs it`, skip))
    else {
      const apps = Object.keys(APPS).filter((app) => runtime !== 'workerd' || !app.startsWith('elysia'))
      // Bun says the type of a blob, and of what `fetch` gave, to HEAD only when somebody has looked at the headers. To GET it always does.
      const differs = (line: string, method: string) =>
        runtime === 'bun' && method === 'HEAD' && line.startsWith('content-type: ')
      describeUntouched(runtime, () => startRuntime(runtime, executable, 'untouched-app.ts'), apps, differs)
    }
  }
})
