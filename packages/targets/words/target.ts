/** What a target is: another server that a policy is generated for. */
import type { Facts } from './facts.ts'

/** An element of the policy that the target cannot express. Nothing is written then. */
export interface Problem {
  /** Which option of the policy. */
  readonly element: string
  readonly message: string
  /** What to do instead. */
  readonly instead: string
}

/** What is written: a part to paste, or a file that starts as it is. */
export interface GenerateOptions {
  /** A file that starts as it is. */
  readonly standalone?: boolean
  /** The port that it listens on. Default 8080. */
  readonly listen?: number
  /** Where requests are passed to; without it a gateway answers 200 by itself. */
  readonly upstream?: string
  /** Like `1.22`. */
  readonly serverVersion?: string
  /** The command that is written into the first comment. */
  readonly command?: string
  /**
   * Another form in which people keep the same configuration: the name of one of `Target.forms`. Default: the target's
   * own.
   */
  readonly format?: string
}

/** What a target can express. All of it is data: a table in the docs is made of it. */
export interface Capabilities {
  /** How many origins and patterns fit. */
  readonly origins: number
  /** `https://*.example.com`: as it is, only one label (narrowed), or not at all. */
  readonly subdomains: 'exact' | 'one-label' | 'no'
  /** `https://preview-*.example.com` */
  readonly labelWildcard: boolean
  /** `http://localhost:*` */
  readonly anyPort: boolean
  /** `https://*.example.com:*` */
  readonly subdomainsWithAnyPort: boolean
  readonly regExp: boolean
  /** The origin `null`. */
  readonly nullOrigin: boolean
  /** Origins with a scheme beside http and https. */
  readonly ownSchemes: boolean
  readonly anyOrigin: boolean
  readonly credentials: boolean
  /** `methods: '*'` without credentials: a literal `*`, or the common methods by name (narrowed). */
  readonly anyMethod: boolean
  /** Methods that can be named; `null` for all. */
  readonly methods: readonly string[] | null
  readonly anyHeader: boolean
  /** Whether request headers can be allowed at all. */
  readonly allowedHeaders: boolean
  readonly exposedHeaders: boolean
  readonly maxAge: { readonly least: number; readonly most: number }
  /** Whether `Vary` can be written, so that what `vary` names joins it. */
  readonly vary: boolean
  /** Whether there is a file that starts as it is. */
  readonly standalone: boolean
  /** Whether the server behind may speak https, in the file that starts as it is. */
  readonly upstreamTls: boolean
  /** Whether a method can be named that is not in upper case. */
  readonly lowerCaseMethods: boolean
  /** Characters that cannot stand in a name of a header or method. */
  readonly refusedCharacters: RegExp | null
}

/** Another form of the same configuration. */
export interface Form {
  /** As `--format` has it. */
  readonly name: 'terraform' | 'json'
  /** The name of the file that is made. */
  readonly output: string
  /** JSON has no comments: whether the heading is kept in a field that is read by nobody. */
  readonly keepsHeading: boolean
  /** What is to be known of this form, beside the notes of the target. */
  readonly notes: readonly string[]
  write(facts: Facts, options: WriteOptions): string
}

/** Another server that a policy is generated for. */
export interface Target {
  readonly name: string
  readonly title: string
  /** `run`: tested against the real server. `modelled`: checked against the project's documented behavior only. */
  readonly state: 'run' | 'modelled'
  /** The name of the file that is made. */
  readonly output: string
  readonly language: string
  readonly capabilities: Capabilities
  /** How a comment of one line begins; `null` where the format has none. */
  readonly comment: string | null
  /** The first version of the server that understands what is written. */
  readonly leastVersion?: string
  /**
   * Where the file goes, as words after "generate without --standalone, and"; for targets that start nothing, or only
   * whole folders.
   */
  readonly place?: string
  /** Notes for every file of this target, in each form. */
  readonly notes?: readonly string[]
  /** What is to be known of its own form only, such as the command that takes the file. */
  readonly ownFormNotes?: readonly string[]
  /** Other forms that people keep it in, all of them JSON. */
  readonly forms?: readonly Form[]
  /** What this target cannot express and the capabilities do not say. */
  problemsOf?(facts: Facts): readonly Problem[]
  /** Only called with what the capabilities allow. The text without its first comment. */
  write(facts: Facts, options: WriteOptions): string
}

export interface WriteOptions {
  readonly standalone: boolean
  readonly listen: number
  readonly upstream: URL | null
  readonly serverVersion: string | null
  /** The lines of the comment at the top, for formats that keep it inside. */
  readonly heading: readonly string[]
}
