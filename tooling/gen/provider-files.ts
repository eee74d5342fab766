/** An id in the ways it is written. */
export interface Names {
  readonly id: string;
  readonly label: string;
  readonly pascal: string;
  readonly camel: string;
}

const index = ({
  id,
  label,
  pascal,
  camel,
}: Names) => `import { type ConnectEnvironment, definePaymentProvider } from "../contract.ts";
import { ${camel}Client } from "./client.ts";
import { credentialFields, ${pascal}Credentials } from "./credentials.ts";
import { readNotification } from "./notify.ts";
import { toOutcome } from "./translate.ts";

function notWritten(what: string): never {
  throw new Error(\`\${what} is not written yet\`);
}

function connect(credentials: ${pascal}Credentials, environment: ConnectEnvironment) {
  const client = ${camel}Client(credentials, environment);
  return {
    start: async () => notWritten("start"),
    fetch: async (attempt: { id: string }) => toOutcome(await client.payment(attempt.id)),
    cancel: async () => notWritten("cancel"),
    refund: async () => notWritten("refund"),
    readNotification: readNotification.bind(null, credentials, environment.clock),
  };
}

/** ${label}. */
export const ${camel} = definePaymentProvider<${pascal}Credentials>({
  id: "${id}",
  label: { "zh-CN": "${label}", en: "${label}" },
  credentials: ${pascal}Credentials,
  credentialFields,
  settles: "online",
  isForTestStoresOnly: false,
  currencies: ["CNY"],
  capabilities: [],
  instructions: (_, locale) => (locale.startsWith("zh") ? "用 ${label} 付款。" : "Pay with ${label}."),
  connect,
});
`;

const credentials = ({ pascal }: Names) => `import { z } from "zod";
import type { CredentialField } from "../contract.ts";

export const ${pascal}Credentials = z.strictObject({
  apiKey: z.string().min(16),
  /** Signs notices. */
  noticeSecret: z.string().min(16),
  /** Origin of a simulator; counts only where the operator allows simulators. */
  apiBase: z.url({ protocol: /^https?$/ }).optional(),
});
export type ${pascal}Credentials = z.infer<typeof ${pascal}Credentials>;

export const credentialFields = {
  apiKey: { label: { "zh-CN": "API 密钥", en: "API key" }, isSecret: true },
  noticeSecret: { label: { "zh-CN": "通知密钥", en: "Notice secret" }, isSecret: true },
  apiBase: { label: { "zh-CN": "模拟器地址", en: "Simulator address" }, isForSimulators: true },
} satisfies Record<string, CredentialField>;
`;

const client = ({ label, pascal, camel }: Names) => `import { z } from "zod";
import type { ConnectEnvironment } from "../contract.ts";
import type { ${pascal}Credentials } from "./credentials.ts";

const host = "https://api.example.com";
/** Milliseconds for a whole call. */
const callMs = 5000;

/** A payment in ${label}'s own words. */
const Payment = z.object({
  id: z.string(),
  state: z.string(),
  amount: z.object({ amount: z.int(), currency: z.string() }),
});
export type Payment = z.infer<typeof Payment>;

/** Calls ${label}. Throws whenever nothing is known: network, timeout, an answer in other words. */
export function ${camel}Client(credentials: ${pascal}Credentials, environment: ConnectEnvironment) {
  const { apiBase, apiKey } = credentials;
  if (apiBase && !environment.areSimulatorsAllowed) throw new Error("simulators are not allowed here");
  const base = apiBase ? new URL(apiBase).origin : host;

  async function call(path: string): Promise<unknown> {
    const response = await environment.fetch(\`\${base}\${path}\`, {
      headers: { authorization: \`Bearer \${apiKey}\` },
      redirect: "error",
      signal: AbortSignal.timeout(callMs),
    });
    if (!response.ok) throw new Error(\`${label} answered \${response.status}\`);
    return await response.json();
  }

  return {
    payment: async (attemptId: string): Promise<Payment> =>
      Payment.parse(await call(\`/payments/\${encodeURIComponent(attemptId)}\`)),
  };
}
`;

const translate = ({ label }: Names) => `import { money } from "@hutong/kernel";
import type { Outcome } from "../contract.ts";
import type { Payment } from "./client.ts";

/** ${label}'s words → ours. Only explicit success and explicit failure are final; a state that we do not know is pending. */
export function toOutcome({ id, state, amount }: Payment): Outcome {
  if (state === "paid") return { kind: "paid", payments: [{ id, amount: money(amount.amount, amount.currency) }] };
  return { kind: "pending" };
}
`;

const notify = ({ label, pascal }: Names) => `import type { Clock } from "@hutong/kernel";
import { type Notification, NotProven, type RawRequest } from "../contract.ts";
import type { ${pascal}Credentials } from "./credentials.ts";

/** Reads a notice of ${label}'s: the raw bytes are verified before anything in them is parsed. Throws \`NotProven\`. */
export async function readNotification(
  _credentials: ${pascal}Credentials,
  _clock: Clock,
  _request: RawRequest,
): Promise<Notification> {
  throw new NotProven("reading notices is not written yet");
}
`;

const test = ({ camel }: Names) => `import { sampleEnvironment } from "../contract-far-end.ts";
import { contractSuite } from "../contract-suite.ts";
import { ${camel} } from "./index.ts";

const credentials = { apiKey: "0123456789abcdef", noticeSecret: "0123456789abcdef" };

// A far end that can be paid at comes with the simulator: then this moves there, with \`pay\`, \`notice\`, \`passMinute\` and
// \`refused\`, and no rule is skipped any more.
contractSuite(${camel}, () => ({
  credentials: { ...credentials, apiBase: "http://127.0.0.1:9" },
  environment: sampleEnvironment(),
  unreachable: { ...credentials, apiBase: "http://127.0.0.1:9" },
}));
`;

const readme = ({ label }: Names) => `# ${label}

Facts come from (name the documents and their version). What is not verified against them is marked so.

| file | what |
|---|---|
| \`credentials.ts\` | what a merchant enters, and how the form draws it |
| \`client.ts\` | calls; throws whenever nothing is known |
| \`translate.ts\` | their words to ours |
| \`notify.ts\` | raw request to verified facts and the reply that ${label} expects |
| \`index.ts\` | puts it together |
`;

/** The files of a new provider, by name. */
export function providerFiles(names: Names): Record<string, string> {
  return {
    "index.ts": index(names),
    "credentials.ts": credentials(names),
    "client.ts": client(names),
    "translate.ts": translate(names),
    "notify.ts": notify(names),
    "contract.test.ts": test(names),
    "README.md": readme(names),
  };
}
