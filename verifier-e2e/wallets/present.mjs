// What a wallet does with a link: reads the request, finds what is asked for, shows it, and tells where the browser goes.
// And with what a page asks through the browser (W3C Digital Credentials API), which takes the answer back there.
import { extractEncryptionJwkFromJwks } from '@openid4vc/openid4vp'
import { DcqlQuery } from 'dcql'
import { calculateJwkThumbprint } from 'jose'
import { examine, examinePage } from './examination.mjs'
import { clientOf, ENCRYPTING, pageOf } from './requests.mjs'

/**
 * @param held credentials to choose from
 * @param crime what to do wrong, if anything
 * @returns what was asked, what was shown, and what the verifier said
 */
export async function present(link, { held, authorities, attesters, method, encrypted, times = 1, crime }) {
  const { client, resolve } = await clientOf(link, { authorities, attesters, method, encrypted })
  let resolved
  for (let time = 0; time < times; time++) resolved = await resolve()
  const { authorizationRequestPayload: request, dcql } = resolved
  const { encryption, jarm } = await encrypting(request)
  const session = {
    clientId: request.client_id,
    nonce: request.nonce,
    responseUri: request.response_uri,
    ...encryption,
  }
  const { vp_token, shown } = await answers(dcql.query, held, session, crime)
  const response = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: { vp_token },
    jarm,
  })
  const submitted = await client.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    ...response,
  })
  return {
    request,
    examination: examine(resolved, method),
    shown,
    status: submitted.response.status,
    answer: await submitted.response.json(),
  }
}

/**
 * OpenID4VP 1.0 Appendix A.
 *
 * @param asked one of the page's requests; @param origin where the browser says that the page is
 * @returns what was asked, what was shown, and what the browser gives the page
 */
export async function give(asked, origin, { held, authorities, attesters, crime }) {
  const { client, resolve } = pageOf(asked, origin, { authorities, attesters })
  const resolved = await resolve()
  const { authorizationRequestPayload: request, dcql } = resolved
  const { encryption, jarm } = await encrypting(request)
  // Appendix A.4: for the page, whoever signed.
  const session = { clientId: `origin:${origin}`, nonce: request.nonce, origin, ...encryption }
  const { vp_token, shown } = await answers(dcql.query, held, session, crime)
  const response = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: { vp_token },
    origin,
    jarm,
  })
  const { protocol } = asked
  const data = response.jarm ? { response: response.jarm.responseJwt } : response.authorizationResponsePayload
  return { request, examination: examinePage(resolved, protocol), shown, given: { protocol, data } }
}

/** The verifier's key and how to use it, if the answer is to be encrypted. */
async function encrypting({ response_mode, client_metadata }) {
  if (!response_mode.endsWith('.jwt')) return {}
  const supportedAlgValues = ENCRYPTING.authorization_encryption_alg_values_supported
  const jwk = extractEncryptionJwkFromJwks(client_metadata.jwks, { supportedAlgValues })
  return {
    encryption: { encryptionThumbprint: await calculateJwkThumbprint(jwk) },
    jarm: { encryption: { nonce: '', jwk }, serverMetadata: ENCRYPTING },
  }
}

/** OpenID4VP 1.0 §8.1, with each presentation made and, where it is honest, believed by somebody else than its maker. */
async function answers(asked, held, session, crime) {
  const query = DcqlQuery.parse(asked)
  DcqlQuery.validate(query)
  const found = DcqlQuery.query(query, await Promise.all(held.map((one) => one.format.queryable(one))))
  if (!found.can_be_satisfied) throw new Error(`nothing held is asked for: ${JSON.stringify(found)}`)
  const answered = { vp_token: {}, shown: {} }
  for (const id of chosen(found)) {
    const [match] = found.credential_matches[id].valid_credentials
    const one = held[match.input_credential_index]
    const { claims = [] } = query.credentials.find((credential) => credential.id === id)
    const [{ valid_claim_indexes = [] } = {}] = match.claims.valid_claim_sets ?? []
    const paths = valid_claim_indexes.map((index) => claims[index].path)
    const presentation = await one.format.present(one, paths, session, crime)
    if (!crime) answered.shown[id] = await one.format.check(presentation, session, one.authority ?? one.seal)
    answered.vp_token[id] = [presentation]
  }
  return answered
}

/** The ids to answer: the first way through each set that has one, or else everything. */
function chosen({ credentials, credential_sets }) {
  if (!credential_sets) return credentials.map(({ id }) => id)
  return [...new Set(credential_sets.flatMap(({ matching_options }) => matching_options?.[0] ?? []))]
}
