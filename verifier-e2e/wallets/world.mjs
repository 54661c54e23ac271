// Authorities, issuers, a person with credentials in every format, and a verifier's certificate: all new at each start.
import { createPrivateKey } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ATTESTER, attestation } from './attestation.mjs'
import { authority, certified, DOCUMENT_SIGNER, pem } from './authority.mjs'
import { newKey, publicJwk } from './keys.mjs'
import * as mdoc from './mdoc.mjs'
import * as sdJwt from './sd-jwt.mjs'
import { statusList } from './status.mjs'
import * as vcJwt from './vc-jwt.mjs'

const ORGANIZATION = 'VATES-B60645900'
const PID_PROVIDER = 'https://pid.example'
const VALID = 0
const REVOKED = 1
const STATUSES = [VALID, REVOKED, ...Array(62).fill(VALID)]

/** @param statusUri where the status list will be; @param verifierHost the name in the verifier's certificate */
export async function newWorld(statusUri, verifierHost) {
  const authorities = {
    lear: await authority('CN=Test Root, O=Seals, C=ES'),
    pid: await authority('CN=PID Root, O=Ministry, C=ES'),
    iaca: await authority('CN=Test IACA, O=Ministry, C=ES'),
    verifiers: await authority('CN=Verifiers Root, O=Registry, C=ES'),
  }
  const seals = {
    lear: await certified(authorities.lear, [
      { CN: ['Acme Seal'] },
      { O: ['Acme'] },
      { '2.5.4.97': [ORGANIZATION] },
      { C: ['ES'] },
    ]),
    pid: await certified(authorities.pid, 'CN=PID Provider, O=Ministry, C=ES', {
      names: [{ type: 'url', value: PID_PROVIDER }],
    }),
    documents: await certified(authorities.iaca, 'CN=Document Signer 1, O=Ministry, C=ES', {
      purposes: [DOCUMENT_SIGNER],
    }),
  }
  const attester = await newKey()
  const verifier = await certified(authorities.verifiers, 'CN=Verifier, O=Example, C=ES', {
    names: [{ type: 'dns', value: verifierHost }],
  })
  return {
    authorities,
    attesters: { [ATTESTER]: publicJwk(attester) },
    verifier: { ...verifier, attestation: await attestation(attester, verifier.key) },
    credentials: await credentialsOf(seals, authorities, statusUri),
    statusList: await statusList(STATUSES, statusUri, PID_PROVIDER, seals.pid),
  }
}

/** What a server needs to know of this world. */
export function publish({ authorities, verifier }, folder) {
  mkdirSync(folder, { recursive: true })
  const write = (name, text) => writeFileSync(join(folder, name), text)
  for (const [name, one] of Object.entries(authorities)) write(`${name}.pem`, pem(one))
  write(
    'issuers.yaml',
    `trustedIssuers:\n  ${ORGANIZATION}:\n    - credentialsType: LEARCredentialEmployee\n    - credentialsType: learcredential.employee.sd.1\n`,
  )
  write(
    'verifier-key.pem',
    createPrivateKey({ key: verifier.key, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }),
  )
  write('verifier-attestation.jwt', verifier.attestation)
  write('verifier-chain.pem', `-----BEGIN CERTIFICATE-----\n${verifier.chain[0]}\n-----END CERTIFICATE-----\n`)
}

async function credentialsOf(seals, authorities, uri) {
  const keys = { lear: await newKey(), pid: await newKey(), mdoc: await newKey() }
  const pid = (cnf, idx) =>
    sdJwt.issue({
      vct: 'urn:eudi:pid:1',
      issuer: PID_PROVIDER,
      seal: seals.pid,
      cnf,
      ...(idx !== undefined && { status: { status_list: { idx, uri } } }),
      claims: {
        ...PERSON,
        birthdate: '1990-04-01',
        nationalities: ['ES'],
        address: { locality: 'Madrid', country: 'ES' },
      },
      hidden: {
        _sd: ['given_name', 'family_name', 'birthdate', 'nationalities', 'address'],
        address: { _sd: ['locality'] },
      },
    })
  const minimal = publicJwk(keys.pid)
  const full = { ...minimal, use: 'sig', alg: 'ES256', kid: 'pid-1' }
  const lear = { seal: seals.lear, key: keys.lear }
  const eudi = { seal: seals.pid, key: keys.pid }
  const iso = { authority: pem(authorities.iaca), key: keys.mdoc }
  return {
    'lear-jwt-vc': { format: vcJwt, ...lear, credential: await learJwt(lear) },
    'lear-sd-jwt': { format: sdJwt, ...lear, credential: await learSdJwt(lear) },
    'pid-sd-jwt': { format: sdJwt, ...eudi, credential: await pid(full) },
    'pid-sd-jwt-minimal-cnf': { format: sdJwt, ...eudi, credential: await pid(minimal) },
    'pid-sd-jwt-listed': { format: sdJwt, ...eudi, credential: await pid(full, STATUSES.indexOf(VALID)) },
    'pid-sd-jwt-revoked': { format: sdJwt, ...eudi, credential: await pid(full, STATUSES.indexOf(REVOKED)) },
    'pid-mdoc': { format: mdoc, ...iso, credential: await pidMdoc(seals.documents, keys.mdoc) },
    mdl: { format: mdoc, ...iso, credential: await mdl(seals.documents, keys.mdoc) },
  }
}

const PERSON = { given_name: 'Ann', family_name: 'Lee' }

const MANDATE = {
  mandatee: { email: 'ann@acme.example', firstName: 'Ann', lastName: 'Lee', employeeId: 'E-7' },
  mandator: {
    organizationIdentifier: ORGANIZATION,
    organization: 'Acme',
    country: 'ES',
    commonName: 'Bob Boss',
    serialNumber: 'IDCES-1',
    email: 'boss@acme.example',
  },
  power: [{ type: 'domain', domain: 'DOME', function: 'Onboarding', action: ['Execute'] }],
}

function learJwt({ seal, key }) {
  return vcJwt.issue({
    issuer: `did:elsi:${ORGANIZATION}`,
    type: 'LEARCredentialEmployee',
    context: 'https://credentials.eudistack.eu/.well-known/credentials/lear_credential_employee/w3c/v3',
    seal,
    holderKey: key,
    subject: { mandate: MANDATE },
  })
}

function learSdJwt({ seal, key }) {
  return sdJwt.issue({
    vct: 'learcredential.employee.sd.1',
    issuer: `did:elsi:${ORGANIZATION}`,
    seal,
    cnf: publicJwk(key),
    claims: { mandate: MANDATE },
    hidden: {
      mandate: { _sd: ['mandator', 'power'], mandatee: { _sd: ['email', 'firstName', 'lastName', 'employeeId'] } },
    },
  })
}

function pidMdoc(seal, deviceKey) {
  const elements = {
    ...PERSON,
    birth_date: mdoc.fullDate('1990-04-01'),
    issuing_country: 'ES',
    resident_city: 'Madrid',
  }
  return mdoc.issue({
    doctype: 'eu.europa.ec.eudi.pid.1',
    seal,
    deviceKey,
    namespaces: { 'eu.europa.ec.eudi.pid.1': elements },
  })
}

function mdl(seal, deviceKey) {
  const elements = {
    ...PERSON,
    birth_date: mdoc.fullDate('1990-04-01'),
    issue_date: mdoc.fullDate('2026-01-01'),
    expiry_date: mdoc.fullDate('2036-01-01'),
    issuing_country: 'ES',
    issuing_authority: 'Traffic',
    document_number: 'D-1',
    portrait: Buffer.from('ffd8ffe0', 'hex'),
    driving_privileges: [{ vehicle_category_code: 'B' }],
    un_distinguishing_sign: 'E',
    age_over_18: true,
  }
  return mdoc.issue({
    doctype: 'org.iso.18013.5.1.mDL',
    seal,
    deviceKey,
    namespaces: { 'org.iso.18013.5.1': elements },
  })
}
