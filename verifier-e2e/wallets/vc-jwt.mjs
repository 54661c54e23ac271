// jwt_vc_json, by did-jwt-vc: a credential of the W3C's data model 1.1 in a JWT, and a presentation of it in another.
import { decodeJWT } from 'did-jwt'
import {
  createVerifiableCredentialJwt,
  createVerifiablePresentationJwt,
  verifyCredential,
  verifyPresentation,
} from 'did-jwt-vc'
import { didKey, didSigner, jwkOf, publicJwk, x5c } from './keys.mjs'

const DATA_MODEL = 'https://www.w3.org/2018/credentials/v1'

export async function issue({ issuer, type, context, seal, holderKey, subject }) {
  const now = Math.floor(Date.now() / 1000)
  const holder = didKey(holderKey)
  return createVerifiableCredentialJwt(
    {
      sub: holder,
      jti: `urn:uuid:${crypto.randomUUID()}`,
      nbf: now,
      exp: now + 86_400,
      vc: {
        '@context': [DATA_MODEL, context],
        type: ['VerifiableCredential', type],
        credentialSubject: { id: holder, ...subject },
      },
    },
    { did: issuer, signer: didSigner(seal.key), alg: 'ES256' },
    { header: x5c(seal) },
  )
}

export async function queryable(held) {
  const { vc } = decodeJWT(held.credential).payload
  return { credential_format: 'jwt_vc_json', type: vc.type, claims: vc, cryptographic_holder_binding: true }
}

/** All of a credential is shown, or nothing. @param crime what is wrong with it, if anything */
export async function present(held, _, { clientId, nonce }, crime = {}) {
  const payload = {
    // The library dates nothing by itself.
    iat: Math.floor(Date.now() / 1000),
    vp: {
      '@context': [DATA_MODEL],
      type: ['VerifiablePresentation'],
      verifiableCredential: [crime.credential ? crime.credential(held.credential) : held.credential],
    },
  }
  const holder = { did: didKey(held.key), signer: didSigner(held.key), alg: 'ES256' }
  return createVerifiablePresentationJwt(payload, holder, { domain: clientId, challenge: nonce, expiresIn: 300 })
}

/** Believes a presentation or throws. @returns the subject of the credential in it */
export async function check(presentation, { clientId, nonce }, seal) {
  const resolver = { resolve: (did) => document(did, did.startsWith('did:key:') ? jwkOf(did) : publicJwk(seal.key)) }
  const presented = await verifyPresentation(presentation, resolver, { domain: clientId, challenge: nonce })
  const believed = await verifyCredential(presented.payload.vp.verifiableCredential[0], resolver)
  if (believed.payload.sub !== presented.payload.iss) throw new Error('it is of somebody else')
  return believed.verifiableCredential.credentialSubject
}

/** A DID document with one key. */
function document(did, publicKeyJwk) {
  const method = { id: `${did}#key`, type: 'JsonWebKey2020', controller: did, publicKeyJwk }
  return {
    didResolutionMetadata: {},
    didDocumentMetadata: {},
    didDocument: { id: did, verificationMethod: [method], authentication: [method.id], assertionMethod: [method.id] },
  }
}
