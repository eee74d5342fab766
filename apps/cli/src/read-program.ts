import { Command } from "commander";
import type { Answer } from "./report.ts";

type Run = () => Promise<Answer>;
type Choose = (run: Run) => void;

function command(parent: Command, name: string, about: string): Command {
  return parent.command(name).description(about).option("--json", "print JSON on standard output");
}

function addStores(program: Command, choose: Choose): void {
  const store = program.command("store").description("stores");
  command(store, "create", "make a store that can sell")
    .requiredOption("--handle <handle>", "its name in its address: a-z, 0-9 and dashes, 3 to 40")
    .requiredOption("--owner <email>", "made with a random password when nobody has this address")
    .requiredOption("--currency <code>", "ISO 4217, such as CNY")
    .requiredOption("--language <tag>", "such as zh-CN")
    .requiredOption("--country <code>", "ISO 3166, such as CN")
    .option("--timezone <zone>", "IANA, such as Asia/Shanghai; the country's when absent")
    .option("--name <name>", "the handle when absent")
    .option("--test", "test mode, with the test provider answering at once")
    .action((options) => choose(async () => (await import("./commands/store.ts")).create(options)));
  const domains = program.command("domains").description("hosts of stores");
  command(domains, "add <host>", "give a store a further host")
    .requiredOption("--store <handle>")
    .option("--verified", "serve it at once")
    .action((host, options) =>
      choose(async () => (await import("./commands/domains.ts")).add(host, options)),
    );
  const payments = program.command("payments").description("payment accounts");
  command(payments, "connect", "connect a provider's account")
    .requiredOption("--store <handle>")
    .requiredOption("--provider <id>")
    .requiredOption("--credentials <file>", "JSON, keys as in the provider's credentials.ts")
    .action((options) => choose(async () => (await import("./commands/payments.ts")).connect(options)));
  command(payments, "share", "set what the platform takes of an account's payments")
    .requiredOption("--store <handle>")
    .requiredOption("--account <id>")
    .requiredOption("--percent <number>", "such as 0.6; 0 ends it")
    .action((options) => choose(async () => (await import("./commands/payments.ts")).share(options)));
  command(
    payments,
    "connect-platform",
    "set the platform's own account, under which stores are sub-merchants",
  )
    .requiredOption("--provider <id>")
    .requiredOption("--credentials <file>", "JSON, keys as in the provider's credentials.ts")
    .action((options) =>
      choose(async () => (await import("./commands/payments.ts")).connectPlatform(options)),
    );
}

function addProducts(program: Command, choose: Choose): void {
  const products = program.command("products").description("products in and out");
  command(products, "import <file>", "import CSV or XLSX in Shopify's product format, or JSONL")
    .requiredOption("--store <handle>")
    .option("--dry-run", "judge everything, write nothing")
    .action((file, options) =>
      choose(async () => (await import("./commands/imports.ts")).importFile(file, options)),
    );
  command(products, "imports", "the latest imports")
    .requiredOption("--store <handle>")
    .action((options) => choose(async () => (await import("./commands/imports.ts")).list(options)));
  command(products, "resume <import>", "go on with an import whose run has died")
    .requiredOption("--store <handle>")
    .action((id, options) => choose(async () => (await import("./commands/imports.ts")).resume(id, options)));
  command(products, "cancel <import>", "stop an import where it is")
    .requiredOption("--store <handle>")
    .action((id, options) => choose(async () => (await import("./commands/imports.ts")).cancel(id, options)));
  command(products, "undo <import>", "undo a whole import")
    .requiredOption("--store <handle>")
    .action((id, options) => choose(async () => (await import("./commands/imports.ts")).undo(id, options)));
  command(products, "export", "write all products in the same format")
    .requiredOption("--store <handle>")
    .option("--format <name>", "csv, xlsx, or jsonl, which also has what CSV has no column for", "csv")
    .option("--to <file>", "instead of standard output; a workbook needs it")
    .action((options) => choose(async () => (await import("./commands/products.ts")).exportFile(options)));
  const demo = program.command("demo").description("the demo stores");
  command(demo, "seed", "make the demo stores, if they are not there")
    .option("--payments <file>", "JSON: their accounts at simulators, which must be running and allowed")
    .action((options) => choose(async () => (await import("./commands/demo.ts")).seed(options)));
}

function addOperations(program: Command, choose: Choose): void {
  command(program, "verify", "check every invariant; exit status 1 when one is broken")
    .option("--store <handle>", "one store alone")
    .action((options) => choose(async () => (await import("./commands/verify.ts")).run(options)));
  command(program, "backup", "write everything but the master key into an empty folder")
    .requiredOption("--to <folder>")
    .action((options) => choose(async () => (await import("./commands/backup.ts")).write(options)));
  command(program, "restore", "bring a backup back into an empty database")
    .requiredOption("--from <folder>")
    .option("--store <handle>", "one store alone, beside others")
    .action((options) => choose(async () => (await import("./commands/backup.ts")).read(options)));
}

/** Reads the command line. Commands are loaded when they run, after the environment has been found. */
export function readProgram(argv: readonly string[]): { command: Run | null; isJson: boolean } {
  let chosen: Run | null = null;
  const choose: Choose = (run) => {
    chosen = run;
  };
  const program = new Command("hutong").description("Operate a Hutong platform").showHelpAfterError();
  addStores(program, choose);
  addProducts(program, choose);
  addOperations(program, choose);
  program.parse(argv as string[]);
  return { command: chosen, isJson: argv.includes("--json") };
}
