/** For what the machine may lack: skips the test with its reason, or fails it where everything must be there. */
export function notInstalled(what: string, skip: (note: string) => void): void {
  if (process.env['CORSKIT_REQUIRE_ALL'] === '1')
    throw new Error(`${what} is not installed, and CORSKIT_REQUIRE_ALL is set`)
  skip(`${what} is not installed; .ci/run installs it`)
}
