/**
 * How every benchmark here measures. Contenders take turns, so other work of the machine affects all of them. Each
 * round begins with another contender, so none always runs after the same one. The median round counts.
 */
import { cpus } from 'node:os'

export interface Contender {
  readonly name: string
  /** Does the work `times` times. */
  readonly run: (times: number) => void | Promise<void>
}

export interface Measured {
  readonly name: string
  /** Nanoseconds for one, the median over the rounds. */
  readonly nanoseconds: number
}

/** @param times how much work a round does; @param rounds how many rounds count, after two that warm up */
export async function measure(contenders: readonly Contender[], times: number, rounds = 11): Promise<Measured[]> {
  const taken = contenders.map((): number[] => [])
  for (let round = 0; round < rounds + 2; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (turn + round) % contenders.length
      const { run } = contenders[index] as Contender
      const start = process.hrtime.bigint()
      await run(times)
      if (round >= 2) taken[index]?.push(Number(process.hrtime.bigint() - start) / times)
    }
  }
  return contenders.map(({ name }, index) => ({ name, nanoseconds: median(taken[index] ?? []) }))
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** The machine of the figures. */
export function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${process.platform} ${process.arch}, Node ${process.version}`
}
