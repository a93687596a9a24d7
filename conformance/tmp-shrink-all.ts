import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { openEngine } from './engines/open.ts'
import { compare } from './model/compare.ts'
import { explanationOf } from './model/known-differences.ts'
import { shrink } from './model/shrink.ts'

const [engine, per = '1', ...names] = process.argv.slice(2) as any
const fails = JSON.parse(readFileSync(`/tmp/fail-${engine}.json`, 'utf8'))
const d = await openEngine(engine as 'chromium')
const out = `/tmp/c3/shrunk-${engine}.txt`
writeFileSync(out, '')
const kind = (ds: any[]) =>
  ds
    .map((x) => x.what)
    .sort()
    .join()
const seen = new Map<string, number>()
const show = (m: any, e: any): string => {
  if ((Array.isArray(m) && m[0]?.method) || (Array.isArray(e) && e[0]?.method)) {
    const seq = (l: any[]) => l.map((x) => x.method + x.host + '/' + x.path).join(' ')
    if (seq(m) !== seq(e)) return `SEQ m[${seq(m)}] e[${seq(e)}]`
    const o = []
    for (let i = 0; i < m.length; i++)
      for (const k of new Set([...Object.keys(m[i].headers), ...Object.keys(e[i].headers)]))
        if (m[i].headers[k] !== e[i].headers[k]) o.push(`#${i} ${k}: m=${m[i].headers[k]} e=${e[i].headers[k]}`)
    return 'SEQ ' + seq(m) + ' HDR ' + o.join('; ')
  }
  return `m=${JSON.stringify(m).slice(0, 400)}\n      e=${JSON.stringify(e).slice(0, 400)}`
}
const abbr = (s: string) =>
  s
    .replaceAll('Access-Control-Allow-', 'AC')
    .replace(/a{60,}/g, (x) => `<a*${x.length}>`)
    .replaceAll('Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at', 'XO')
for (const f of fails) {
  const key = abbr(f.differences.map((x: any) => x.what + show(x.model, x.engine)).join())
    .replace(/\{[ABCD]\}/g, 'O')
    .replace(/p\d/g, 'p')
    .replace(/accept[-a-z,]*/g, 'accept')
    .slice(0, 160)
  if (names.length ? !names.includes(f.scenario.name) : (seen.get(key) ?? 0) >= +per) continue
  seen.set(key, (seen.get(key) ?? 0) + 1)
  const want = kind(f.differences)
  const [again] = await d.run([f.scenario])
  const ds = await compare(f.scenario, again!)
  if (kind(ds) !== want) {
    appendFileSync(out, `#### ${f.scenario.name} FLAKY ${want} then ${kind(ds)}\n`)
    continue
  }
  const small = await shrink(f.scenario, async (c) => {
    const [r] = await d.run([c])
    if (r === undefined) return false
    const x = await compare(c, r)
    return kind(x) === want && explanationOf(engine, c, x) === null
  })
  const [r] = await d.run([{ ...small, name: 'x' + Math.random() }])
  appendFileSync(
    out,
    abbr(`#### ${f.scenario.name} ${small.page} ${JSON.stringify(small.calls)} ${JSON.stringify(small.answers)}\n`),
  )
  for (const x of await compare(small, r!)) appendFileSync(out, abbr(`   ${x.what} ${show(x.model, x.engine)}\n`))
}
await d.close()
