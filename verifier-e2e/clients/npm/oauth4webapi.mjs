// What developers write with oauth4webapi, step by step: node oauth4webapi.mjs WORLD STORY
import * as oauth from 'oauth4webapi'
import { claims, failure, host, play, presentation, signIn, signingKey, visit, world } from './world.mjs'

const scope = 'openid learcredential'
const insecure = { [oauth.allowInsecureRequests]: true }

const issuer = new URL(world.issuer)
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))

const app = {
  metadata: { client_id: world.app.clientId },
  authentication: oauth.None(),
  redirect_uri: world.app.callback,
}
const portal = {
  metadata: { client_id: world.portal.clientId },
  authentication: oauth.PrivateKeyJwt(await signingKey(world.portal)),
  redirect_uri: world.portal.callback,
}

await play({
  async machine() {
    const machine = { client_id: world.machine.clientId }
    const proof = await presentation(world.machine)
    const authentication = oauth.PrivateKeyJwt(await signingKey(world.machine), {
      [oauth.modifyAssertion]: (_, payload) => {
        payload.vp_token = proof
      },
    })
    const response = await oauth.clientCredentialsGrantRequest(server, machine, authentication, {}, insecure)
    const tokens = await oauth.processClientCredentialsResponse(server, machine, response)
    return { token_type: tokens.token_type, expires_in: tokens.expires_in, claims: claims(tokens.access_token) }
  },

  async public() {
    return about(app, await codeFlow(app))
  },

  async confidential() {
    const tokens = await codeFlow(portal)
    const { active, client_id } = await introspected(tokens.access_token)
    return { ...(await about(portal, tokens)), introspected: { active, client_id } }
  },

  async 'confidential-without-pkce'() {
    return about(portal, await codeFlow(portal, { pkce: false }))
  },

  async 'request-object'() {
    return about(portal, await codeFlow(portal, { toUrl: signed }))
  },

  async 'hosted-request-object'() {
    const toUrl = async (_, parameters) => link({ request_uri: await host(await requestObject(parameters)) })
    return about(portal, await codeFlow(portal, { toUrl }))
  },

  async 'pushed-request'() {
    return about(portal, await codeFlow(portal, { toUrl: pushed }))
  },

  async 'pushed-request-object'() {
    const toUrl = async (_, parameters) => pushed(portal, { request: await requestObject(parameters) }, insecure)
    return about(portal, await codeFlow(portal, { toUrl }))
  },

  async dpop() {
    const DPoP = oauth.DPoP(portal.metadata, await oauth.generateKeyPair('ES256'))
    const options = { ...insecure, DPoP }
    const tokens = await codeFlow(portal, { options })
    const { token_type } = tokens
    const bearer = await failure(about(portal, tokens))
    return { ...(await about(portal, tokens, options)), token_type, bearer }
  },

  async refresh() {
    const first = await codeFlow(portal)
    const second = await refreshed(first.refresh_token)
    const repeated = await refreshed(first.refresh_token)
    const third = await refreshed(second.refresh_token)
    const known = await about(portal, third)
    const stale = await failure(refreshed(first.refresh_token))
    const family = await failure(refreshed(third.refresh_token))
    return {
      ...known,
      rotated: new Set([first, second, third].map((tokens) => tokens.refresh_token)).size === 3,
      repeated: repeated.refresh_token === second.refresh_token,
      stale,
      family,
    }
  },

  async revocation() {
    const tokens = await codeFlow(portal)
    const before = await introspected(tokens.access_token)
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, portal.metadata, portal.authentication, tokens.refresh_token, insecure),
    )
    const after = await introspected(tokens.access_token)
    const refresh = await failure(refreshed(tokens.refresh_token))
    return { before: before.active, after: after.active, refresh }
  },

  async logout() {
    const tokens = await codeFlow(portal)
    const state = oauth.generateRandomState()
    const url = new URL(server.end_session_endpoint)
    url.search = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: world.portal.goodbye,
      state,
    }).toString()
    const end = await visit(url)
    return { at: end.origin + end.pathname, state: end.searchParams.get('state') === state }
  },
})

function link(parameters, client_id = world.portal.clientId) {
  const url = new URL(server.authorization_endpoint)
  url.search = new URLSearchParams({ client_id, ...parameters }).toString()
  return url
}

function plain({ metadata }, parameters) {
  return link(parameters, metadata.client_id)
}

async function requestObject(parameters) {
  return oauth.issueRequestObject(server, portal.metadata, parameters, await signingKey(world.portal))
}

async function signed(_, parameters) {
  return link({ request: await requestObject(parameters) })
}

async function pushed({ metadata, authentication }, parameters, options) {
  const { request_uri } = await withNonce(async () => {
    const response = await oauth.pushedAuthorizationRequest(server, metadata, authentication, parameters, options)
    return oauth.processPushedAuthorizationResponse(server, metadata, response)
  })
  return link({ request_uri })
}

async function codeFlow(client, { pkce = true, toUrl = plain, options = insecure } = {}) {
  const { metadata, authentication, redirect_uri } = client
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  const verifier = pkce ? oauth.generateRandomCodeVerifier() : oauth.nopkce
  const challenge = pkce && {
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  const request = { response_type: 'code', redirect_uri, scope, state, nonce, ...challenge }
  const arrival = await signIn(await toUrl(client, request, options))
  const callback = oauth.validateAuthResponse(server, metadata, arrival, state)
  return withNonce(async () => {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      metadata,
      authentication,
      callback,
      redirect_uri,
      verifier,
      options,
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, metadata, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(server, response, insecure)
    return tokens
  })
}

async function refreshed(token) {
  const { metadata, authentication } = portal
  const response = await oauth.refreshTokenGrantRequest(server, metadata, authentication, token, insecure)
  return oauth.processRefreshTokenResponse(server, metadata, response)
}

async function introspected(token) {
  const { metadata, authentication } = portal
  const response = await oauth.introspectionRequest(server, metadata, authentication, token, insecure)
  return oauth.processIntrospectionResponse(server, metadata, response)
}

async function about({ metadata }, tokens, options = insecure) {
  const { sub, name, email } = oauth.getValidatedIdTokenClaims(tokens)
  const userinfo = await withNonce(async () => {
    const response = await oauth.userInfoRequest(server, metadata, tokens.access_token, options)
    return oauth.processUserInfoResponse(server, metadata, sub, response)
  })
  return { sub, name, email, userinfo: { name: userinfo.name, email: userinfo.email } }
}

/** RFC 9449 §8: a server that wants its nonce in proofs says so once. */
async function withNonce(attempt) {
  try {
    return await attempt()
  } catch (problem) {
    if (oauth.isDPoPNonceError(problem)) return attempt()
    throw problem
  }
}
