import { readFileSync } from 'node:fs'
import { openEngine } from './engines/open.ts'
import { compare } from './model/compare.ts'

const [file, ...engines] = process.argv.slice(2) as any
const sc = JSON.parse(readFileSync(file, 'utf8'))
for (const engine of engines) {
  const d = await openEngine(engine)
  const rs = await d.run(sc)
  for (const [i, r] of rs.entries()) {
    const ds = await compare(sc[i], r)
    console.log(
      `${engine} ${sc[i].name}: ${ds.length ? '' : 'AGREE '}${r.outcomes.map((o: any) => (o.ok ? o.type + o.status : o.error.message)).join('|')} [${r.requests.map((x) => x.method + x.host).join(' ')}] ${JSON.stringify(r.reasons.map((x: any) => (x.code ? x.code + '/' + (x.parameter ?? '') : (x.netError ?? x.category))))} ${JSON.stringify(r.console)}`,
    )
    for (const x of ds) console.log(`    DIFF ${x.what} model ${JSON.stringify(x.model).slice(0, 500)}`)
  }
  await d.close()
}
