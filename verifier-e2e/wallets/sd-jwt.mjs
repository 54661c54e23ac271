// dc+sd-jwt, by @sd-jwt: SD-JWT VC (RFC 9901 and its profile for verifiable credentials).
import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { SignJWT } from 'jose'
import { publicJwk, x5c } from './keys.mjs'

const HASHES = { hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt }

/** @returns a credential of which each of the claims may be shown by itself */
export async function issue({ vct, issuer, seal, cnf, claims, hidden, status }) {
  const now = Math.floor(Date.now() / 1000)
  const sdJwt = new SDJwtVcInstance({ ...HASHES, signer: await ES256.getSigner(seal.key), signAlg: 'ES256' })
  return sdJwt.issue(
    { iss: issuer, iat: now, exp: now + 86_400, vct, cnf: { jwk: cnf }, ...(status && { status }), ...claims },
    hidden,
    { header: x5c(seal) },
  )
}

/** What a query may ask about: the credential as if everything were shown. */
export async function queryable(held) {
  const { vct, ...claims } = await new SDJwtVcInstance(HASHES).getClaims(held.credential)
  return { credential_format: 'dc+sd-jwt', vct, claims, cryptographic_holder_binding: true }
}

/** @param asked paths of claims; @param crime what is wrong with it, if anything */
export async function present(held, asked, { clientId, nonce }, crime = {}) {
  const sdJwt = new SDJwtVcInstance({ ...HASHES, kbSigner: await ES256.getSigner(held.key), kbSignAlg: 'ES256' })
  const payload = { iat: Math.floor(Date.now() / 1000), aud: clientId, nonce }
  const credential = crime.credential ? crime.credential(held.credential) : held.credential
  if (!crime.binding) return sdJwt.present(credential, frame(asked), { kb: { payload } })
  const shown = await sdJwt.present(credential, frame(asked))
  const sd_hash = Buffer.from(digest(shown, 'sha-256')).toString('base64url')
  return shown + (await crime.binding({ ...payload, sd_hash }, (claims) => bindingJwt(claims, held.key)))
}

function bindingJwt(claims, key) {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' }).sign(key)
}

/** Believes a presentation or throws. @returns the claims that it shows */
export async function check(presentation, { clientId, nonce }, seal) {
  const sdJwt = new SDJwtVcInstance({
    ...HASHES,
    verifier: await ES256.getVerifier(publicJwk(seal.key)),
    kbVerifier: async (data, signature, payload) => (await ES256.getVerifier(payload.cnf.jwk))(data, signature),
    statusListFetcher: async (uri) => (await fetch(uri)).text(),
    // What it says is for a verifier to judge.
    statusValidator: async () => {},
  })
  const { payload, kb } = await sdJwt.verify(presentation, { keyBindingNonce: nonce })
  if (kb.payload.aud !== clientId) throw new Error(`it is for ${kb.payload.aud}`)
  return payload
}

/** {a: {b: true}} for the path [a, b]; what is in an array is shown with it. */
function frame(paths) {
  const root = {}
  for (const path of paths) {
    const inArray = path.findIndex((step) => typeof step !== 'string')
    const names = inArray < 0 ? path : path.slice(0, inArray)
    names.reduce((node, name, i) => (node[name] = i === names.length - 1 ? true : node[name] || {}), root)
  }
  return root
}
