// What developers write with openid-client: node openid-client.mjs WORLD STORY
import * as client from 'openid-client'
import { claims, failure, host, play, presentation, signIn, signingKey, visit, world } from './world.mjs'

const scope = 'openid learcredential'

await play({
  async machine() {
    const proof = await presentation(world.machine)
    const machine = await discover(
      world.machine,
      client.PrivateKeyJwt(await signingKey(world.machine), {
        [client.modifyAssertion]: (_, payload) => {
          payload.vp_token = proof
        },
      }),
    )
    const { access_token, token_type, expires_in } = await client.clientCredentialsGrant(machine)
    return { token_type, expires_in, claims: claims(access_token) }
  },

  async public() {
    const app = await discover(world.app, client.None())
    return about(app, await codeFlow(app))
  },

  async confidential() {
    const portal = await confidential()
    const tokens = await codeFlow(portal)
    const { active, client_id } = await client.tokenIntrospection(portal, tokens.access_token)
    return { ...(await about(portal, tokens)), introspected: { active, client_id } }
  },

  async 'confidential-without-pkce'() {
    const portal = await confidential()
    const nonce = client.randomNonce()
    const state = client.randomState()
    const url = client.buildAuthorizationUrl(portal, { redirect_uri: world.portal.callback, scope, nonce, state })
    const tokens = await client.authorizationCodeGrant(portal, await signIn(url), {
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    return about(portal, tokens)
  },

  async 'request-object'() {
    const portal = await confidential()
    return about(portal, await codeFlow(portal, signed))
  },

  async 'hosted-request-object'() {
    const portal = await confidential()
    return about(
      portal,
      await codeFlow(portal, async (config, parameters) => {
        const url = await signed(config, parameters)
        url.searchParams.set('request_uri', await host(url.searchParams.get('request')))
        url.searchParams.delete('request')
        return url
      }),
    )
  },

  async 'pushed-request'() {
    const portal = await confidential()
    return about(portal, await codeFlow(portal, client.buildAuthorizationUrlWithPAR))
  },

  async 'pushed-request-object'() {
    const portal = await confidential()
    return about(
      portal,
      await codeFlow(portal, async (config, parameters) =>
        client.buildAuthorizationUrlWithPAR(config, (await signed(config, parameters)).searchParams),
      ),
    )
  },

  async dpop() {
    const portal = await confidential()
    const DPoP = client.getDPoPHandle(portal, await client.randomDPoPKeyPair('ES256'))
    const tokens = await codeFlow(portal, client.buildAuthorizationUrl, { DPoP })
    const bearer = await failure(about(portal, tokens))
    return { ...(await about(portal, tokens, { DPoP })), token_type: tokens.token_type, bearer }
  },

  async refresh() {
    const portal = await confidential()
    const first = await codeFlow(portal)
    const second = await client.refreshTokenGrant(portal, first.refresh_token)
    const repeated = await client.refreshTokenGrant(portal, first.refresh_token)
    const third = await client.refreshTokenGrant(portal, second.refresh_token)
    const known = await about(portal, third)
    const stale = await failure(client.refreshTokenGrant(portal, first.refresh_token))
    const family = await failure(client.refreshTokenGrant(portal, third.refresh_token))
    return {
      ...known,
      rotated: new Set([first, second, third].map((tokens) => tokens.refresh_token)).size === 3,
      repeated: repeated.refresh_token === second.refresh_token,
      stale,
      family,
    }
  },

  async revocation() {
    const portal = await confidential()
    const tokens = await codeFlow(portal)
    const before = await client.tokenIntrospection(portal, tokens.access_token)
    await client.tokenRevocation(portal, tokens.refresh_token)
    const after = await client.tokenIntrospection(portal, tokens.access_token)
    return {
      before: before.active,
      after: after.active,
      refresh: await failure(client.refreshTokenGrant(portal, tokens.refresh_token)),
    }
  },

  async logout() {
    const portal = await confidential()
    const tokens = await codeFlow(portal)
    const state = client.randomState()
    const url = client.buildEndSessionUrl(portal, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: world.portal.goodbye,
      state,
    })
    const end = await visit(url)
    return { at: end.origin + end.pathname, state: end.searchParams.get('state') === state }
  },
})

/** Finds the server's metadata, and lets signatures of its answers be checked although they come from where the keys are. */
async function discover({ clientId }, authentication) {
  const found = await client.discovery(new URL(world.issuer), clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
  })
  client.enableNonRepudiationChecks(found)
  return found
}

async function confidential() {
  return discover(world.portal, client.PrivateKeyJwt(await signingKey(world.portal)))
}

/** The request as a signed request object in the link. */
async function signed(config, parameters) {
  return client.buildAuthorizationUrlWithJAR(config, parameters, await signingKey(world.portal))
}

/** A request with PKCE, state and nonce, and what must come back. */
async function ask(config) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const { callback } = config.clientMetadata().client_id === world.app.clientId ? world.app : world.portal
  return {
    parameters: {
      redirect_uri: callback,
      scope,
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    },
    checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
  }
}

/** The whole code flow. */
async function codeFlow(config, toUrl = client.buildAuthorizationUrl, options = undefined) {
  const { parameters, checks } = await ask(config)
  const callback = await signIn(await toUrl(config, parameters, options))
  return client.authorizationCodeGrant(config, callback, checks, undefined, options)
}

async function about(config, tokens, options = undefined) {
  const { sub, name, email } = tokens.claims()
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub, options)
  return { sub, name, email, userinfo: { name: userinfo.name, email: userinfo.email } }
}
