import { type KeyObject, X509Certificate } from "node:crypto";
import type { Clock } from "@hutong/kernel";
import { z } from "zod";
import type { ProviderMemory } from "../contract.ts";
import { decrypt, Sealed } from "./decrypt.ts";
import type { RawAnswer, Transport } from "./transport.ts";
import { findTimeFault, isSignedBy, readSignatureHeaders } from "./verify.ts";

/** What decides whether WeChat Pay signed something; both kinds of key count at once during a switch-over. */
export interface PlatformKeys {
  /** Why the signature is not good, or null when it is. Throws when the certificates could not be had. */
  findFault(
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<string | null>;
  /** The key that fields are encrypted with: the public key, else the newest certificate. Throws when there is none. */
  forEncryption(signal: AbortSignal): Promise<{ readonly serial: string; readonly key: KeyObject }>;
}

export interface PlatformKeysOptions {
  readonly transport: Transport;
  readonly apiV3Key: string;
  readonly publicKey?: { readonly id: string; readonly key: KeyObject } | undefined;
  readonly memory: ProviderMemory;
  readonly clock: Clock;
}

interface Certificate {
  readonly key: KeyObject;
  readonly validFrom: number;
  readonly validTo: number;
}

interface State {
  certificates: ReadonlyMap<string, Certificate>;
  refreshedAt: number;
  /** Forged serials must not make us hammer WeChat Pay. */
  notBefore: number;
  running: Promise<void> | null;
}

const refreshMs = 12 * 3_600_000;
const capAfterSuccessMs = 60_000;
const capAfterFailureMs = 2_000;

const CertificateList = z.object({
  data: z.array(z.object({ serial_no: z.string(), encrypt_certificate: Sealed })),
});
const Refusal = z.object({ code: z.string() });

function json(answer: RawAnswer): unknown {
  return JSON.parse(Buffer.from(answer.body).toString("utf8"));
}

/** Certificates that the APIv3 key does not open. */
export class NotOpened extends Error {
  constructor(cause: unknown) {
    super("the APIv3 key does not open the platform's certificates", { cause });
    this.name = "NotOpened";
  }
}

function open(apiV3Key: string, sealed: Sealed): string {
  try {
    return decrypt(apiV3Key, sealed);
  } catch (error) {
    throw new NotOpened(error);
  }
}

/** The certificates of an answer to `/v3/certificates`, by serial. Throws `NotOpened`. */
export function openCertificates(apiV3Key: string, body: unknown): Map<string, Certificate> {
  const opened = CertificateList.parse(body).data.map(({ serial_no, encrypt_certificate }) => {
    const certificate = new X509Certificate(open(apiV3Key, encrypt_certificate));
    const serial = serial_no.toUpperCase();
    if (certificate.serialNumber.padStart(40, "0") !== serial.padStart(40, "0"))
      throw new Error("certificate with another serial");
    const validFrom = Date.parse(certificate.validFrom);
    return [
      serial,
      { key: certificate.publicKey, validFrom, validTo: Date.parse(certificate.validTo) },
    ] as const;
  });
  return new Map(opened);
}

function stateIn(memory: ProviderMemory): State {
  const known = memory.get("platform-keys") as State | undefined;
  if (known) return known;
  const state: State = { certificates: new Map(), refreshedAt: 0, notBefore: 0, running: null };
  memory.set("platform-keys", state);
  return state;
}

/** Keys by serial: the public key that the merchant gave, and platform certificates downloaded when they are needed. */
export function platformKeys(options: PlatformKeysOptions): PlatformKeys {
  const { clock, publicKey } = options;
  const state = stateIn(options.memory);
  const now = () => clock.now().getTime();

  function find(serial: string, certificates: State["certificates"]): KeyObject | undefined {
    if (publicKey && serial === publicKey.id) return publicKey.key;
    const certificate = certificates.get(serial.toUpperCase());
    const isValid = certificate && certificate.validFrom <= now() && now() < certificate.validTo;
    return isValid ? certificate.key : undefined;
  }

  function findFaultWith(
    certificates: State["certificates"],
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ): string | null {
    const given = readSignatureHeaders(headers);
    if (!given) return "signature headers missing";
    const key = find(given.serial, certificates);
    if (!key) return "unknown serial";
    return isSignedBy(key, given, body) ? null : "wrong signature";
  }

  // Document 4012076511: a merchant without certificates is told so, and has the public key only.
  async function download(signal: AbortSignal): Promise<void> {
    const answer = await options.transport.send({ method: "GET", path: "/v3/certificates" }, signal);
    if (answer.status === 404 && Refusal.safeParse(json(answer)).data?.code === "RESOURCE_NOT_EXISTS") {
      state.certificates = new Map();
    } else {
      if (answer.status !== 200) throw new Error(`certificates: answered ${answer.status}`);
      const certificates = openCertificates(options.apiV3Key, json(answer));
      const fault = findFaultWith(certificates, answer.headers, answer.body);
      if (fault) throw new Error(`certificates: ${fault}`);
      state.certificates = certificates;
    }
    state.refreshedAt = now();
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    if (!state.running) {
      if (now() < state.notBefore) return;
      state.running = download(signal)
        .then(() => {
          state.notBefore = now() + capAfterSuccessMs;
        })
        .catch((error: unknown) => {
          state.notBefore = now() + capAfterFailureMs;
          throw error;
        })
        .finally(() => {
          state.running = null;
        });
    }
    await state.running;
  }

  function newest(): { serial: string; key: KeyObject } | undefined {
    const valid = [...state.certificates].filter(([, one]) => one.validFrom <= now() && now() < one.validTo);
    const [last] = valid.sort(([, a], [, b]) => b.validFrom - a.validFrom);
    return last && { serial: last[0], key: last[1].key };
  }

  return {
    async forEncryption(signal) {
      if (publicKey) return { serial: publicKey.id, key: publicKey.key };
      if (!newest()) await refresh(signal);
      const found = newest();
      if (!found) throw new Error("no platform certificate to encrypt with");
      return found;
    },
    async findFault(headers, body, signal) {
      const given = readSignatureHeaders(headers);
      if (!given) return "signature headers missing";
      const timeFault = findTimeFault(given.timestamp, now());
      if (timeFault) return timeFault;
      const isCertificate = /^[0-9A-Fa-f]{1,40}$/.test(given.serial);
      if (isCertificate && !find(given.serial, state.certificates)) {
        await refresh(signal);
      } else if (isCertificate && now() - state.refreshedAt > refreshMs) {
        // The key at hand is good; a failed refresh is tried again by the next who comes.
        await refresh(signal).catch(() => undefined);
      }
      return findFaultWith(state.certificates, headers, body);
    },
  };
}
