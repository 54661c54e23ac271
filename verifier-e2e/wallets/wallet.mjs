// A wallet that does what it is told: node wallet.mjs FOLDER PORT VERIFIER_HOST
//
// It writes what a verifier must know of its issuers into the folder, listens, and answers requests that are posted to
// /present as {link, holding, method, encrypted, crime}, or, where a page asks through the browser, as
// {digital, origin, holding, crime}.
import { createServer } from 'node:http'
import { pem } from './authority.mjs'
import { CRIMES } from './crimes.mjs'
import { give, present } from './present.mjs'
import { newWorld, publish } from './world.mjs'

const [folder, port, verifierHost] = process.argv.slice(2)
const STATUS_LIST = '/status-lists/1'

const world = await newWorld(`http://localhost:${port}${STATUS_LIST}`, verifierHost)
publish(world, folder)

createServer(async (call, answer) => {
  if (call.url === STATUS_LIST) {
    answer.writeHead(200, { 'Content-Type': 'application/statuslist+jwt' }).end(world.statusList)
    return
  }
  try {
    const { link, digital, origin, holding, crime, ...rest } = JSON.parse(await text(call))
    const how = {
      ...rest,
      held: holding.map((name) => world.credentials[name]),
      authorities: [pem(world.authorities.verifiers)],
      attesters: world.attesters,
      crime: crime && CRIMES[crime],
    }
    const result = await (digital ? give(digital, origin, how) : present(link, how))
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result))
  } catch (problem) {
    answer
      .writeHead(500)
      .end(problem.stack + (problem.cause ? `\nbecause ${problem.cause.stack ?? problem.cause}` : ''))
  }
}).listen(port, 'localhost')

async function text(call) {
  let body = ''
  for await (const part of call) body += part
  return body
}
