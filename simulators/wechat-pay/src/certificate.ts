import { generateKeyPairSync, type KeyObject, randomBytes, verify } from "node:crypto";
import forge from "node-forge";

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** RSA with 2048 bits, made anew: no key of the simulator's is kept anywhere. */
export function newKeyPair(): KeyPair {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

/** PKCS#8 PEM, as in apiclient_key.pem. */
export function privatePem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** SPKI PEM, as in pub_key.pem. */
export function publicPem(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}

/** 40 hexadecimal digits; the first is not 0 and leaves the number positive, so it survives DER as it is. */
export function newSerial(): string {
  const bytes = randomBytes(20);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString("hex").toUpperCase();
}

/** A platform certificate: what an answer or notice is signed with, and the X.509 that tells of it. */
export interface PlatformCertificate {
  readonly serial: string;
  readonly privateKey: KeyObject;
  readonly pem: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const fiveYearsMs = 5 * 365 * 86_400_000;

/** Issues a certificate of the platform's, good for five years from the day before `now`. */
export function issueCertificate(now: Date): PlatformCertificate {
  const pair = newKeyPair();
  const serial = newSerial();
  const validFrom = new Date(now.getTime() - 86_400_000);
  const validTo = new Date(validFrom.getTime() + fiveYearsMs);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicPem(pair.publicKey));
  certificate.serialNumber = serial;
  certificate.validity.notBefore = validFrom;
  certificate.validity.notAfter = validTo;
  const name = [{ name: "commonName", value: "Simulated payment platform" }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(privatePem(pair.privateKey)), forge.md.sha256.create());
  return {
    serial,
    privateKey: pair.privateKey,
    pem: forge.pki.certificateToPem(certificate),
    validFrom,
    validTo,
  };
}

/** Whether `key` made a signature; one way of writing it in base64 counts. */
export function isSigned(key: KeyObject, text: string | Buffer, signature: string): boolean {
  const bytes = Buffer.from(signature, "base64");
  return bytes.toString("base64") === signature && verify("RSA-SHA256", Buffer.from(text), key, bytes);
}
