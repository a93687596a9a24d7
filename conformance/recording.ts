/**
 * What one engine did with one scenario. Ports and run ids are taken out again (see placeholders.ts), so recordings
 * compare.
 */
export type Recording = {
  name: string
  engine: EngineName
  /** One entry a call. */
  outcomes: RecordedOutcome[]
  /** What the servers received, in the order of arrival, preflights included. */
  requests: Received[]
  /** Why, as the engine tells machines: empty for WebKit, which has no such channel. */
  reasons: RecordedReason[]
  /** The console's lines about the refusal, to the byte. */
  console: string[]
  /**
   * Chromium's "Failed to load resource: …" and other lines that belong to this scenario but say nothing about CORS.
   */
  otherConsole: string[]
  /** Why there is nothing above: the engine was stuck or gone, and had to be started again. */
  unanswered?: string
}

export type EngineName = 'chromium' | 'firefox' | 'webkit'

export type RecordedOutcome =
  | {
      ok: true
      type: string
      status: number
      url: string
      redirected: boolean
      headers: [string, string][]
      bodyError?: string
      /** Of an element: whether the page may read what it loaded. */
      readable?: boolean
    }
  | { ok: false; error: { name: string; message: string } }

export type Received = { method: string; host: string; path: string; headers: [string, string][] }

export type RecordedReason =
  /** Chromium's CorsIssue in its Issues panel: also there when no request went out. */
  | { from: 'issue'; code: string; parameter: string }
  /**
   * Any other entry of Chromium's Issues panel. A deprecation comes once a page, so only for the first scenario that
   * meets it.
   */
  | { from: 'other-issue'; code: string; detail: string }
  /** Chromium's Network.loadingFailed. `kind` is 'Preflight' for the preflight's own failure. */
  | {
      from: 'loading-failed'
      kind: string
      netError: string
      code?: string
      parameter?: string
      blockedReason?: string
    }
  /** The category of the nsIScriptError that Firefox logged. One entry a console line. */
  | { from: 'category'; category: string }
