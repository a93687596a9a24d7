/** A program with real servers. It is started once, with all its apps, on free ports. */
export interface Program {
  readonly server: string
  /** Debian's package, and a command that ends with 0 when everything is installed. */
  readonly debian: string
  readonly needs: readonly string[]
  /** Each gets a free port. */
  readonly apps: readonly string[]
  /** The files of its folder. */
  readonly files?: (place: Place) => Readonly<Record<string, string>>
  readonly command: (place: Place) => readonly string[]
}

export interface Place {
  readonly folder: string
  readonly portOf: (app: string) => number
  /** A server in this process, or an app of another program. */
  readonly upstream: (name: string) => string
}
