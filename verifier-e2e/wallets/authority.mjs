// Certification authorities of this world, and whom they certify.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { cryptoKeys, newKey } from './keys.mjs'

x509.cryptoProvider.set(crypto)

const DAY = 24 * 60 * 60 * 1000
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }

/** ISO/IEC 18013-5 Annex B.1.4: who has it signs mobile documents. */
export const DOCUMENT_SIGNER = '1.0.18013.5.1.2'

/** An authority with a certificate of its own making. */
export async function authority(name) {
  const key = await newKey()
  const keys = await cryptoKeys(key)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name,
    keys,
    ...validity(3650),
    signingAlgorithm: ECDSA,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, keys }
}

/** @returns a key that an authority certified, and the chain that says so, in Base64 and without the authority */
export async function certified(by, subject, { purposes = [], names = [] } = {}) {
  const key = await newKey()
  const { publicKey } = await cryptoKeys(key)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: by.certificate.subjectName,
    publicKey,
    signingKey: by.keys.privateKey,
    ...validity(700),
    signingAlgorithm: ECDSA,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(by.certificate),
      ...(purposes.length ? [new x509.ExtendedKeyUsageExtension(purposes, true)] : []),
      ...(names.length ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  })
  return { key, chain: [certificate.toString('base64')] }
}

export function pem({ certificate }) {
  return `${certificate.toString('pem')}\n`
}

function serialNumber() {
  return `01${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}`
}

function validity(days) {
  return { notBefore: new Date(Date.now() - 30 * DAY), notAfter: new Date(Date.now() + days * DAY) }
}
