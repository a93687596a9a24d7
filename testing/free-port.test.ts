import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { FIRST, freePort, LAST } from './free-port.ts'

test('each call gives another port, and none that the system gives to others', async () => {
  const ports: number[] = []
  for (let i = 0; i < 200; i++) ports.push(await freePort())
  expect(new Set(ports).size).toBe(ports.length)
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(FIRST)
    expect(port).toBeLessThanOrEqual(LAST)
  }
})

test('a port that something listens on is not given', async () => {
  const taken = (await freePort()) + 1
  const server = createServer()
  // An error says that another program listens there already.
  await new Promise<unknown>((resolve) => {
    server.once('listening', resolve).once('error', resolve).listen(taken, '127.0.0.1')
  })
  expect(await freePort()).toBeGreaterThan(taken)
  server.close()
})
