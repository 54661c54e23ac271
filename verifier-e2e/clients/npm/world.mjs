// What the scripts here are told by a test, and what it plays for them: a person with a browser and a wallet.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { importJWK, SignJWT } from 'jose'

const [worldFile, story] = process.argv.slice(2)

export const world = JSON.parse(readFileSync(worldFile, 'utf8'))

/** Runs the story that the command line names, and prints what came of it. */
export async function play(stories) {
  console.log(JSON.stringify(await stories[story]()))
}

/** @returns where the browser of somebody comes back to who signs in */
export function signIn(url) {
  return ask('/sign-in', url)
}

/** @returns where the same browser ends that only goes to an address */
export function visit(url) {
  return ask('/visit', url)
}

async function ask(what, url) {
  const answer = await fetch(world.person + what, { method: 'POST', body: url.href })
  if (!answer.ok) throw new Error(await answer.text())
  return new URL(await answer.text())
}

/** Hosts a request object until the story ends. @returns where */
export async function host(requestObject) {
  const url = new URL(`${world.portal.requests}/${crypto.randomUUID()}`)
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'Content-Type': 'application/oauth-authz-req+jwt', Connection: 'close' }).end(requestObject)
  }).unref()
  await new Promise((listens) => server.listen(url.port, url.hostname, listens))
  return url.href
}

export function signingKey({ jwk }) {
  return importJWK(jwk, 'ES256')
}

/** A presentation of a machine's credential. */
export async function presentation(machine) {
  return new SignJWT({
    vp: {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiablePresentation'],
      holder: machine.clientId,
      verifiableCredential: [machine.credential],
    },
  })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(machine.clientId)
    .setSubject(machine.clientId)
    .setAudience(world.issuer)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await signingKey(machine))
}

export function claims(jwt) {
  return JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString('utf8'))
}

/** @returns the error code of what must fail, or nothing */
export async function failure(attempt) {
  try {
    await attempt
    return undefined
  } catch (problem) {
    return problem.error ?? problem.cause?.[0]?.parameters?.error ?? String(problem)
  }
}
