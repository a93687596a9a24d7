/**
 * For what the machine may lack: skips the test with its reason, or fails it where everything must be there.
 * @param note what is missing
 */
export function notInstalled(note: string, skip: (note: string) => void): void {
  if (process.env['CORSKIT_REQUIRE_ALL'] === '1') throw new Error(`${note}, and CORSKIT_REQUIRE_ALL is set`)
  skip(note)
}
