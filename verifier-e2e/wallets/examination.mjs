// What the OpenID Foundation's suite looks at in every request that comes to its wallet.
const KNOWN_METADATA = ['jwks', 'encrypted_response_enc_values_supported', 'vp_formats_supported']
const TODAY = 24 * 60 * 60
const seenKeys = new Set()

/** @returns what it would fail for, and what it would warn of, one line for each */
export function examine(resolved, method) {
  const { found, must, should } = findings()
  const { authorizationRequestPayload: request } = resolved
  must(method === 'post' || !('wallet_nonce' in request), 'wallet_nonce is there although nobody posted')
  must(URL.canParse(request.response_uri), 'response_uri is no address')
  must(request.dcql_query.credentials.length === 1, 'more than one credential is asked for')
  everywhere(resolved, must, should)
  return found
}

/** The same of what a page asks through the browser, which no module of that suite for verifiers does (Appendix A.2). */
export function examinePage(resolved, protocol) {
  const { found, must, should } = findings()
  // What the library dropped is looked at too.
  const request = resolved.jar?.authorizationRequestPayload ?? resolved.authorizationRequestPayload
  for (const name of ['state', 'response_uri']) must(!(name in request), `${name} is there`)
  must(('client_id' in request) === (protocol === 'openid4vp-v1-signed'), 'client_id')
  must(['dc_api', 'dc_api.jwt'].includes(request.response_mode), 'response_mode')
  everywhere(resolved, must, should)
  return found
}

function findings() {
  const found = { failures: [], warnings: [] }
  const must = (holds, complaint) => holds || found.failures.push(complaint)
  const should = (holds, complaint) => holds || found.warnings.push(complaint)
  return { found, must, should }
}

function everywhere({ authorizationRequestPayload: request, jar }, must, should) {
  for (const name of ['client_id_scheme', 'scope', 'redirect_uri', 'transaction_data']) {
    must(!(name in request), `${name} is there`)
  }
  must(request.response_type === 'vp_token', 'response_type')
  must(/^[A-Za-z0-9._~-]{22,}$/.test(request.nonce), 'nonce is short or has other characters than URLs')
  must(/^[A-Za-z0-9._~-]*$/.test(request.state ?? ''), 'state has other characters than URLs')
  if (jar) signed(jar.jwt, must, should)
  metadata(request, must, should)
}

function signed({ header, payload: { aud, exp, iat } }, must, should) {
  const now = Math.floor(Date.now() / 1000)
  must(header.typ === 'oauth-authz-req+jwt', 'typ')
  should(aud === 'https://self-issued.me/v2', 'aud')
  must(exp === undefined || (exp > now && exp < now + TODAY), 'exp')
  must(iat === undefined || (iat <= now + 5 && iat > now - TODAY), 'iat')
}

function metadata({ client_metadata = {}, response_mode, dcql_query }, must, should) {
  for (const name of Object.keys(client_metadata)) should(KNOWN_METADATA.includes(name), `client_metadata has ${name}`)
  for (const { format } of dcql_query.credentials) {
    must(client_metadata.vp_formats_supported?.[format], `vp_formats_supported lacks ${format}`)
  }
  if (response_mode.endsWith('.jwt')) encryption(client_metadata, must)
}

/** Where HAIP is stricter it is as strict. */
function encryption({ jwks, encrypted_response_enc_values_supported: offered = [] }, must) {
  const keys = (jwks?.keys ?? []).filter(({ use }) => use !== 'sig')
  must(keys.length > 0, 'there is no key to encrypt to')
  for (const { kid, alg, crv, x } of keys) {
    must(kid, 'a key has no kid')
    must(alg === 'ECDH-ES' && crv === 'P-256', 'a key is not ECDH-ES on P-256')
    must(!seenKeys.has(x), 'a key was seen before')
    seenKeys.add(x)
  }
  for (const enc of ['A128GCM', 'A256GCM']) must(offered.includes(enc), `${enc} is not offered`)
}
