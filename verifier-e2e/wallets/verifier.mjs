// A verifier that asks and hears as OpenID4VP 1.0 has it, made of jose alone, for the tests of the wallet.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { calculateJwkThumbprint, compactDecrypt, CompactEncrypt, importJWK, SignJWT } from 'jose'
import { ATTESTED } from './attestation.mjs'
import { didKey, newKey, publicJwk, x5c } from './keys.mjs'
import { newWorld } from './world.mjs'

const FORMATS = {
  'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
  jwt_vc_json: { alg_values: ['ES256'] },
  mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] },
}

/** The names it goes by, each with what stands for it. */
const NAMES = {
  async x509_hash({ chain, key }) {
    const hash = createHash('sha256').update(Buffer.from(chain[0], 'base64')).digest('base64url')
    return { clientId: `x509_hash:${hash}`, header: x5c({ chain }), key }
  },
  async x509_san_dns({ chain, key }) {
    return { clientId: 'x509_san_dns:localhost', header: x5c({ chain }), key }
  },
  async verifier_attestation({ attestation, key }) {
    return { clientId: `verifier_attestation:${ATTESTED}`, header: { jwt: attestation }, key }
  },
  async decentralized_identifier() {
    const key = await newKey()
    const did = didKey(key)
    return {
      clientId: `decentralized_identifier:${did}`,
      header: { kid: `${did}#${did.slice('did:key:'.length)}` },
      key,
    }
  },
}

/** Those under which requests are signed. */
export const PREFIXES = Object.keys(NAMES)

/** OpenID4VP 1.0 §5.9.3: who goes by this prefix signs nothing, so that all there is to say is in the link. */
NAMES.redirect_uri = (_, responseUri) => ({ clientId: `redirect_uri:${responseUri}` })

export class Verifier {
  #server = createServer((call, answer) => this.#answer(call, answer))
  #requestObject
  #encryptionKey
  #posted

  /** Listens, in a world of its own. */
  async start() {
    await new Promise((listens) => this.#server.listen(0, 'localhost', listens))
    this.url = `http://localhost:${this.#server.address().port}`
    this.world = await newWorld(`${this.url}/status-lists/1`, 'localhost')
    return this
  }

  stop() {
    this.#server.close()
  }

  async #answer(call, answer) {
    let body = ''
    for await (const part of call) body += part
    if (call.url === '/status-lists/1') {
      answer.end(this.world.statusList)
    } else if (call.url === '/request') {
      answer.end(await this.#requestObject(new URLSearchParams(body)))
    } else {
      this.#posted = new URLSearchParams(body)
      answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    }
  }

  /** Asks for one credential. @param edit what of the request is to be otherwise @returns the link */
  async ask(query, prefix, responseMode, edit = (claims) => claims) {
    const responseUri = `${this.url}/response`
    const { clientId, header, key } = await NAMES[prefix](this.world.verifier, responseUri)
    this.#encryptionKey = { ...(await newKey()), kid: crypto.randomUUID() }
    const claims = {
      aud: 'https://self-issued.me/v2',
      client_id: clientId,
      response_type: 'vp_token',
      response_mode: responseMode,
      response_uri: responseUri,
      nonce: crypto.randomUUID(),
      state: crypto.randomUUID(),
      dcql_query: { credentials: [{ id: 'one', ...query }] },
      client_metadata: {
        vp_formats_supported: { [query.format]: FORMATS[query.format] },
        ...(responseMode === 'direct_post.jwt' && encryptedTo(this.#encryptionKey)),
      },
    }
    if (!key) return byValue(claims)
    this.#requestObject = async (form) => {
      const { jwks } = JSON.parse(form.get('wallet_metadata') ?? '{}')
      const jws = await new SignJWT(edit({ ...claims, wallet_nonce: form.get('wallet_nonce') ?? undefined }))
        .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', ...header })
        .sign(await importJWK(key, 'ES256'))
      return jwks ? encrypted(jws, jwks.keys[0]) : jws
    }
    return `openid4vp://?${new URLSearchParams({ client_id: clientId, request_uri: `${this.url}/request` })}`
  }

  /**
   * Asks for one credential through the browser, on a page of its own.
   *
   * @param prefix the kind of its name; nothing where it does not sign
   * @returns one of the requests for the browser
   */
  async askHere(query, prefix, responseMode, edit = (claims) => claims) {
    this.#encryptionKey = { ...(await newKey()), kid: crypto.randomUUID() }
    const parameters = {
      response_type: 'vp_token',
      response_mode: responseMode,
      nonce: crypto.randomUUID(),
      dcql_query: { credentials: [{ id: 'one', ...query }] },
      client_metadata: {
        vp_formats_supported: { [query.format]: FORMATS[query.format] },
        ...(responseMode === 'dc_api.jwt' && encryptedTo(this.#encryptionKey)),
      },
    }
    if (!prefix) return { protocol: 'openid4vp-v1-unsigned', data: parameters }
    const { clientId, header, key } = await NAMES[prefix](this.world.verifier)
    const aud = 'https://self-issued.me/v2'
    const claims = edit({ ...parameters, aud, client_id: clientId, expected_origins: [this.url] })
    const request = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', ...header })
      .sign(await importJWK(key, 'ES256'))
    return { protocol: 'openid4vp-v1-signed', data: { request } }
  }

  /** Believes what the browser gave its page as the answer to a request, or throws. */
  async believeGiven(name, { nonce }, { data }) {
    const { format, authority, seal } = this.world.credentials[name]
    const { vp_token, state } = data.response ? await this.#decrypted(data.response) : data
    if (state !== undefined) throw new Error('nobody asked for a state')
    const encryptionThumbprint = data.response && (await calculateJwkThumbprint(publicJwk(this.#encryptionKey)))
    const session = { clientId: `origin:${this.url}`, nonce, origin: this.url, encryptionThumbprint }
    return format.check(vp_token.one[0], session, authority ?? seal)
  }

  /** What was posted last, decrypted if need be. */
  async received() {
    const response = this.#posted.get('response')
    if (!response) return { vp_token: JSON.parse(this.#posted.get('vp_token')), state: this.#posted.get('state') }
    return this.#decrypted(response)
  }

  async #decrypted(response) {
    const { plaintext } = await compactDecrypt(response, await importJWK(this.#encryptionKey, 'ECDH-ES'))
    return JSON.parse(Buffer.from(plaintext).toString())
  }

  /** Believes what was posted last as the answer to a request, or throws. */
  async believe(name, { client_id: clientId, nonce, response_uri: responseUri, response_mode }) {
    const { format, authority, seal } = this.world.credentials[name]
    const encryptionThumbprint =
      response_mode === 'direct_post.jwt' ? await calculateJwkThumbprint(publicJwk(this.#encryptionKey)) : undefined
    const { vp_token } = await this.received()
    const session = { clientId, nonce, responseUri, encryptionThumbprint }
    return format.check(vp_token.one[0], session, authority ?? seal)
  }
}

function byValue({ dcql_query, client_metadata, ...claims }) {
  const json = { dcql_query: JSON.stringify(dcql_query), client_metadata: JSON.stringify(client_metadata) }
  return `openid4vp://?${new URLSearchParams({ ...claims, ...json })}`
}

function encryptedTo(key) {
  return {
    jwks: { keys: [{ ...publicJwk(key), kid: key.kid, use: 'enc', alg: 'ECDH-ES' }] },
    encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
  }
}

async function encrypted(jws, jwk) {
  return new CompactEncrypt(Buffer.from(jws))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid, cty: 'JWT' })
    .encrypt(await importJWK(jwk, 'ECDH-ES'))
}
