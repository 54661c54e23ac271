"""What developers write with Authlib for an app with a back end: python3 portal.py WORLD"""
import json
import sys
import time

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken

world = json.load(open(sys.argv[1]))
issuer, portal = world['issuer'], world['portal']


def sign_in(url):
    """A person with a browser and a wallet. Returns where the browser comes back to."""
    return requests.post(world['person'] + '/sign-in', data=url).text


# --
class Assertion(PrivateKeyJWT):
    """Good for a minute; Authlib's own are for an hour, which is too long here."""

    def sign(self, auth, token_endpoint):
        self.claims = {'exp': int(time.time()) + 60}
        return super().sign(auth, token_endpoint)


key = JsonWebKey.import_key(portal['jwk'])
server = requests.get(issuer + '/.well-known/openid-configuration').json()
keys = JsonWebKey.import_key_set(requests.get(server['jwks_uri']).json())
session = OAuth2Session(
    portal['clientId'], key, Assertion(issuer, alg='ES256'),
    scope='openid learcredential', redirect_uri=portal['callback'], code_challenge_method='S256')

verifier, nonce = generate_token(48), generate_token(32)
url, state = session.create_authorization_url(server['authorization_endpoint'], code_verifier=verifier, nonce=nonce)
callback = sign_in(url)
tokens = session.fetch_token(
    server['token_endpoint'], authorization_response=callback, state=state, code_verifier=verifier)
person = jwt.decode(
    tokens['id_token'], keys, claims_cls=CodeIDToken,
    claims_options={'iss': {'value': issuer}, 'aud': {'value': portal['clientId']}}, claims_params={'nonce': nonce})
person.validate()
# --

userinfo = session.get(server['userinfo_endpoint']).json()
refreshed = session.refresh_token(server['token_endpoint'])
print(json.dumps({
    'sub': person['sub'], 'name': person['name'], 'email': person['email'],
    'userinfo': {'name': userinfo['name'], 'email': userinfo['email']},
    'refreshed': refreshed['access_token'] != tokens['access_token'],
}))
