import { findPlatform, NoPlatform } from "./env.ts";
import { readProgram } from "./read-program.ts";
import { report, reportFailure } from "./report.ts";

const { command, isJson } = readProgram(process.argv);
let stop = async () => {};
try {
  if (command) {
    stop = await findPlatform();
    const answer = await command();
    report(answer, isJson);
    if (answer.isBad) process.exitCode = 1;
  }
} catch (error) {
  reportFailure(
    error instanceof NoPlatform
      ? `Hutong is not to be found here: ${error.message}. Is it the folder that npm start uses?`
      : error,
    isJson,
  );
  process.exitCode = 1;
} finally {
  await stop();
}
