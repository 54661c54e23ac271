// What SecondOpinionTests judges: an SD-JWT VC that @sd-jwt issued and showed at a certain time. Prints JSON: node second-opinion.mjs
import { randomBytes } from 'node:crypto'

const at = new Date('2026-11-21T12:00:00Z')
Date.now = () => at.getTime()

const { authority, certified, pem } = await import('./authority.mjs')
const { newKey, publicJwk } = await import('./keys.mjs')
const sdJwt = await import('./sd-jwt.mjs')

const issuer = 'https://pid.example/issuer'
const asked = { clientId: 'x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk', nonce: randomBytes(16).toString('base64url') }
const root = await authority('CN=PID Root, O=Ministry, C=ES')
const seal = await certified(root, 'CN=PID Provider, O=Ministry, C=ES', { names: [{ type: 'url', value: issuer }] })
const key = await newKey()
const credential = await sdJwt.issue({
  vct: 'urn:eudi:pid:1',
  issuer,
  seal,
  cnf: publicJwk(key),
  claims: {
    given_name: 'Ann',
    family_name: 'Lee',
    birthdate: '1990-04-01',
    nationalities: ['ES', 'FR'],
    address: { locality: 'Madrid', country: 'ES' },
  },
  hidden: {
    _sd: ['given_name', 'family_name', 'birthdate', 'nationalities', 'address'],
    nationalities: { _sd: [0, 1] },
    address: { _sd: ['locality'] },
  },
})
const paths = [['given_name'], ['nationalities', 0], ['address', 'locality']]
const presentation = await sdJwt.present({ credential, key }, paths, asked)
console.log(JSON.stringify({ anchor: pem(root), ...asked, presentation }, null, 2))
