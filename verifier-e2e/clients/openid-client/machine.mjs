// A machine written with openid-client: node machine.mjs ISSUER KEY CREDENTIAL
import { readFileSync } from 'node:fs'
import { importPKCS8, SignJWT } from 'jose'
import * as client from 'openid-client'

const [issuer, keyFile, credentialFile] = process.argv.slice(2)
const key = await importPKCS8(readFileSync(keyFile, 'utf8'), 'ES256')
const credential = readFileSync(credentialFile, 'utf8').trim()
const { credentialSubject } = body(credential)
const did = credentialSubject.mandate.mandatee.id

const presentation = await new SignJWT({
  vp: {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiablePresentation'],
    holder: did,
    verifiableCredential: [credential],
  },
})
  .setProtectedHeader({ alg: 'ES256' })
  .setIssuer(did)
  .setSubject(did)
  .setAudience(issuer)
  .setJti(crypto.randomUUID())
  .setIssuedAt()
  .setExpirationTime('1m')
  .sign(key)

const authentication = client.PrivateKeyJwt(key, {
  [client.modifyAssertion]: (_, payload) => {
    payload.vp_token = presentation
  },
})
const verifier = await client.discovery(new URL(issuer), did, undefined, authentication, {
  execute: [client.allowInsecureRequests],
})
const answer = await client.clientCredentialsGrant(verifier)
console.log(JSON.stringify({ token_type: answer.token_type, expires_in: answer.expires_in, claims: claims(answer.access_token) }))

function claims(jwt) {
  return JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString('utf8'))
}

function body(jwt) {
  const payload = claims(jwt)
  return payload.vc ?? payload
}
