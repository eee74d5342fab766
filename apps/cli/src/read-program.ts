import { Command } from "commander";
import type { Answer } from "./report.ts";

type Run = () => Promise<Answer>;

/** Reads the command line. Commands are loaded when they run, after the environment has been found. */
export function readProgram(argv: readonly string[]): { command: Run | null; isJson: boolean } {
  let command: Run | null = null;
  const choose = (run: Run) => {
    command = run;
  };
  const program = new Command("hutong").description("Operate a Hutong platform").showHelpAfterError();
  const add = (parent: Command, name: string, about: string) =>
    parent.command(name).description(about).option("--json", "print JSON on standard output");

  const demo = program.command("demo").description("the demo stores");
  add(demo, "seed", "make the demo stores, if they are not there").action(() =>
    choose(async () => (await import("./commands/demo.ts")).seed()),
  );

  program.parse(argv as string[]);
  return { command, isJson: argv.includes("--json") };
}
