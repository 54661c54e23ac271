// mso_mdoc, by @owf/mdoc: ISO/IEC 18013-5, answered over OpenID4VP 1.0. What is made is checked by @auth0/mdl.
import { Verifier } from '@auth0/mdl'
import * as mdoc from '@owf/mdoc'
import { cryptoKeys, publicJwk } from './keys.mjs'

const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

const CONTEXT = {
  crypto: {
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    digest: async ({ digestAlgorithm, bytes }) => new Uint8Array(await crypto.subtle.digest(digestAlgorithm, bytes)),
  },
  cose: {
    sign1: {
      sign: async ({ toBeSigned, key }) => {
        const { privateKey } = await cryptoKeys(key.jwk)
        return new Uint8Array(await crypto.subtle.sign(ES256, privateKey, toBeSigned))
      },
    },
  },
}

export async function issue({ doctype, seal, deviceKey, namespaces }) {
  const issuer = new mdoc.Issuer(doctype, CONTEXT)
  for (const [namespace, elements] of Object.entries(namespaces)) issuer.addIssuerNamespace(namespace, elements)
  const now = Date.now()
  const issued = await issuer.sign({
    signingKey: seal.key,
    algorithm: mdoc.SignatureAlgorithm.ES256,
    digestAlgorithm: 'SHA-256',
    validityInfo: seconds({ signed: now, validFrom: now, validUntil: now + 86_400_000 }),
    deviceKeyInfo: { deviceKey: mdoc.DeviceKey.fromJwk(publicJwk(deviceKey)) },
    certificates: seal.chain.map((certificate) => Buffer.from(certificate, 'base64')),
  })
  return mdoc.base64url.encode(issued.encode())
}

/** ISO/IEC 18013-5 §9.1.2.4: no fraction of a second in the dates of a mobile security object. */
function seconds(dates) {
  return Object.fromEntries(Object.entries(dates).map(([name, date]) => [name, new Date(date - (date % 1000))]))
}

export function fullDate(date) {
  return new mdoc.DateOnly(date)
}

export async function queryable(held) {
  const issued = decoded(held)
  const namespaces = {}
  for (const [namespace, items] of issued.issuerNamespaces.issuerNamespaces) {
    namespaces[namespace] = Object.fromEntries(items.map((item) => [item.elementIdentifier, item.elementValue]))
  }
  const { docType: doctype } = issued.issuerAuth.mobileSecurityObject
  return { credential_format: 'mso_mdoc', doctype, namespaces, cryptographic_holder_binding: true }
}

/** @param asked paths of namespace and element; @param crime what is wrong with it, if anything */
export async function present(held, asked, request, crime = {}) {
  const issued = decoded(held)
  const { docType } = issued.issuerAuth.mobileSecurityObject
  const namespaces = new Map()
  for (const [namespace, element] of asked) {
    namespaces.set(namespace, (namespaces.get(namespace) ?? new Map()).set(element, false))
  }
  const itemsRequest = mdoc.ItemsRequest.create({ docType, namespaces })
  const response = await mdoc.DeviceResponse.createWithDeviceRequest(
    {
      deviceRequest: mdoc.DeviceRequest.create({ docRequests: [mdoc.DocRequest.create({ itemsRequest })] }),
      sessionTranscript: await transcript(crime.request ? crime.request(request) : request),
      issuerSigned: [issued],
      signature: { signingKey: mdoc.CoseKey.fromJwk({ ...held.key, alg: 'ES256' }) },
    },
    CONTEXT,
  )
  return response.encodedForOid4Vp
}

/** OpenID4VP 1.0 Appendix B.2.6.1 and, where a page asks through the browser, B.2.6.2. */
function transcript({ clientId, nonce, responseUri, origin, encryptionThumbprint }) {
  const jwkThumbprint = encryptionThumbprint && Buffer.from(encryptionThumbprint, 'base64url')
  return origin
    ? mdoc.SessionTranscript.forOid4VpDcApi({ origin, nonce, jwkThumbprint }, CONTEXT)
    : mdoc.SessionTranscript.forOid4Vp({ clientId, nonce, responseUri, jwkThumbprint }, CONTEXT)
}

/** Believes a DeviceResponse or throws. @returns the elements that it shows, by namespace */
export async function check(presentation, request, authority) {
  const encodedSessionTranscript = (await transcript(request)).encode({ asDataItem: true })
  const verifier = new Verifier([authority])
  const believed = await verifier.verify(Buffer.from(presentation, 'base64url'), { encodedSessionTranscript })
  const [document] = believed.documents
  return Object.fromEntries(document.issuerSignedNameSpaces.map((name) => [name, document.getIssuerNameSpace(name)]))
}

function decoded({ credential }) {
  return mdoc.IssuerSigned.decode(mdoc.base64url.decode(credential))
}
