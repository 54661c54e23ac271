// Who attests verifiers, and who believes it (OpenID4VP 1.0 §12). The libraries leave that to their caller.
import { importJWK, jwtVerify, SignJWT } from 'jose'
import { publicJwk } from './keys.mjs'

export const ATTESTER = 'https://attester.example'

/** What the attester calls the verifier of this world. */
export const ATTESTED = 'verifier.example'

const TYPE = 'verifier-attestation+jwt'

/** Says of a key that it is the verifier's. @param otherwise claims to be different */
export async function attestation(attester, key, otherwise = {}) {
  return new SignJWT({ iss: ATTESTER, sub: ATTESTED, cnf: { jwk: publicJwk(key) }, ...otherwise })
    .setProtectedHeader({ alg: 'ES256', typ: TYPE })
    .setIssuedAt()
    .setExpirationTime('90d')
    .sign(await importJWK(attester, 'ES256'))
}

/** @returns the key that one of the attesters says is that of whoever asks, for answers that go where they do */
export async function attestedKey({ header, payload }, attesters) {
  const key = async (_, { payload }) => importJWK(attesters[JSON.parse(Buffer.from(payload, 'base64url')).iss], 'ES256')
  const { payload: claims } = await jwtVerify(header.jwt, key, {
    algorithms: ['ES256'],
    typ: TYPE,
    requiredClaims: ['iss', 'sub', 'exp', 'cnf'],
  })
  if (payload.client_id !== `verifier_attestation:${claims.sub}`) throw new Error('it is about somebody else')
  if (claims.redirect_uris && !claims.redirect_uris.includes(payload.response_uri)) {
    throw new Error('answers must not go there')
  }
  return importJWK(claims.cnf.jwk, 'ES256')
}
