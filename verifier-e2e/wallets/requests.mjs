// What a verifier asks: read, and believed or not, by @openid4vc/openid4vp.
import { createHash } from 'node:crypto'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { setGlobalConfig } from '@openid4vc/utils'
import { X509Certificate } from '@peculiar/x509'
import { CompactEncrypt, compactDecrypt, importJWK, importX509, jwtVerify } from 'jose'
import { attestedKey } from './attestation.mjs'
import { jwkOf, newKey, publicJwk } from './keys.mjs'

// The servers of tests are at localhost, without TLS.
setGlobalConfig({ allowInsecureUrls: true })

const PREFIXES = ['decentralized_identifier', 'x509_hash', 'x509_san_dns', 'verifier_attestation', 'redirect_uri']
const ENCRYPTION = { alg: 'ECDH-ES', enc: ['A128GCM', 'A256GCM'] }

/** How answers are encrypted, as JARM would have it, whose words the library uses. */
export const ENCRYPTING = {
  authorization_signing_alg_values_supported: [],
  authorization_encryption_alg_values_supported: [ENCRYPTION.alg],
  authorization_encryption_enc_values_supported: ENCRYPTION.enc,
}

/** One request's client. @param authorities whose certificates make a verifier known; @param attesters whose attestations do */
export async function clientOf(link, { authorities, attesters, method, encrypted }) {
  const { searchParams: parameters, href: authorizationRequest } = asked(link, method)
  const posts = parameters.get('request_uri_method') === 'post'
  const wallet = posts ? await posting(encrypted) : undefined
  const client = newClient({ authorities, attesters }, (url, how) =>
    posts && url === parameters.get('request_uri') ? wallet.ask(url, how) : fetch(url, how),
  )
  return {
    client,
    resolve: () =>
      client.resolveOpenId4vpAuthorizationRequest({
        authorizationRequestPayload: client.parseOpenid4vpAuthorizationRequest({ authorizationRequest }).params,
        wallet: wallet && { expectedNonce: wallet.nonce },
      }),
  }
}

/** The same of what a page asks through the browser. @param origin where the browser says that the page is */
export function pageOf({ protocol, data }, origin, known) {
  // Appendix A.1: what is signed says so by its protocol, and what is not has no signature to offer.
  if (protocol !== ('request' in data ? 'openid4vp-v1-signed' : 'openid4vp-v1-unsigned')) throw new Error(protocol)
  const client = newClient(known)
  const asked = { authorizationRequestPayload: data, origin }
  return { client, resolve: () => client.resolveOpenId4vpAuthorizationRequest(asked) }
}

function newClient(known, fetching = fetch) {
  return new Openid4vpClient({
    callbacks: {
      fetch: fetching,
      hash: (data) => createHash('sha256').update(data).digest(),
      verifyJwt: (signer, jwt) => believe(signer, jwt, known),
      getX509CertificateMetadata: namesIn,
      encryptJwe: encrypt,
    },
  })
}

/** A link with another way to ask for the request object behind it, if one is told. */
function asked(link, method) {
  const url = new URL(link)
  if (method === 'get') url.searchParams.delete('request_uri_method')
  if (method === 'post') url.searchParams.set('request_uri_method', 'post')
  return url
}

/**
 * OpenID4VP 1.0 §5.10: what a wallet says of itself when it asks. The library would post it in a shape of its own, and does not
 * read encrypted requests.
 */
async function posting(encrypted) {
  const nonce = crypto.randomUUID()
  const key = { ...(await newKey()), kid: 'wallet' }
  const metadata = {
    vp_formats_supported: {
      'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
      mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] },
      jwt_vc_json: { alg_values: ['ES256'] },
    },
    client_id_prefixes_supported: PREFIXES,
    request_object_signing_alg_values_supported: ['ES256'],
    ...(encrypted && {
      jwks: { keys: [{ ...publicJwk(key), kid: key.kid, use: 'enc', alg: ENCRYPTION.alg }] },
      request_object_encryption_alg_values_supported: [ENCRYPTION.alg],
      request_object_encryption_enc_values_supported: ENCRYPTION.enc,
    }),
  }
  const body = new URLSearchParams({ wallet_metadata: JSON.stringify(metadata), wallet_nonce: nonce })
  const ask = async (url, how) => {
    const answer = await fetch(url, { ...how, method: 'POST', body })
    return encrypted && answer.ok ? new Response(await decrypted(await answer.text(), key)) : answer
  }
  return { nonce, ask }
}

/** @returns whether a request object is signed with the key that its verifier's name stands for */
async function believe(signer, jwt, known) {
  try {
    const key = await keyBehind(signer, jwt, known)
    await jwtVerify(jwt.compact, key, { algorithms: ['ES256'] })
    return { verified: true, signerJwk: await crypto.subtle.exportKey('jwk', key) }
  } catch {
    return { verified: false }
  }
}

function keyBehind(signer, jwt, { authorities, attesters }) {
  if (signer.method === 'did') return importJWK(jwkOf(signer.didUrl), signer.alg)
  return signer.method === 'x5c' ? certified(signer, authorities) : attestedKey(jwt, attesters)
}

/** The key of a chain that leads to one of the authorities, none of which is in it (HAIP 1.0 §5). */
async function certified({ x5c, alg }, authorities) {
  const chain = x5c.map((certificate) => new X509Certificate(certificate))
  const roots = authorities.map((pem) => new X509Certificate(pem))
  for (const [i, certificate] of chain.entries()) {
    const by = chain[i + 1] ?? roots.find((root) => root.subject === certificate.issuer)
    if (!by || by.equal(certificate) || !(await certificate.verify({ publicKey: by.publicKey }))) {
      throw new Error(`nobody known certified ${certificate.subject}`)
    }
  }
  return importX509(chain[0].toString('pem'), alg, { extractable: true })
}

function namesIn(certificate) {
  const names = new X509Certificate(certificate).getExtension('2.5.29.17')?.names.items ?? []
  const ofType = (type) => names.filter((name) => name.type === type).map((name) => name.value)
  return { sanDnsNames: ofType('dns'), sanUriNames: ofType('url') }
}

async function encrypt({ publicJwk: jwk, alg, enc, apu, apv }, data) {
  const bytes = (base64url) => (base64url ? Buffer.from(base64url, 'base64url') : undefined)
  const jwe = await new CompactEncrypt(new TextEncoder().encode(data))
    .setProtectedHeader({ alg, enc, kid: jwk.kid })
    .setKeyManagementParameters({ apu: bytes(apu), apv: bytes(apv) })
    .encrypt(await importJWK(jwk, alg))
  return { encryptionJwk: jwk, jwe }
}

async function decrypted(jwe, key) {
  const { plaintext } = await compactDecrypt(jwe, await importJWK(key, ENCRYPTION.alg))
  return new TextDecoder().decode(plaintext)
}
