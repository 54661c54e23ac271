"""What developers write with Authlib for a machine: python3 machine.py WORLD"""
import json
import sys
import time
import uuid

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oauth2.rfc7523 import PrivateKeyJWT

world = json.load(open(sys.argv[1]))
issuer, machine = world['issuer'], world['machine']

# --
key = JsonWebKey.import_key(machine['jwk'])
server = requests.get(issuer + '/.well-known/openid-configuration').json()


def presentation():
    now, client = int(time.time()), machine['clientId']
    return jwt.encode({'alg': 'ES256'}, {
        'iss': client, 'sub': client, 'aud': issuer, 'jti': str(uuid.uuid4()), 'iat': now, 'exp': now + 60,
        'vp': {
            '@context': ['https://www.w3.org/2018/credentials/v1'],
            'type': ['VerifiablePresentation'],
            'holder': client,
            'verifiableCredential': [machine['credential']],
        },
    }, key).decode()


def token():
    # Good for a minute; Authlib's own are for an hour, which is too long here.
    claims = {'vp_token': presentation(), 'exp': int(time.time()) + 60}
    assertion = PrivateKeyJWT(issuer, claims, alg='ES256')
    session = OAuth2Session(machine['clientId'], key, token_endpoint_auth_method=assertion)
    return session.fetch_token(server['token_endpoint'], grant_type='client_credentials')
# --


print(json.dumps(token()))
