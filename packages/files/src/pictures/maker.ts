import { cleanPicture, PictureRefused, sizePicture } from "./make-picture.ts";
import { type MakerAnswer, type MakerJob, outOfMemory } from "./maker-messages.ts";

// The process that decodes pictures of strangers. It has no secret, no connection and no task but this, one picture at a
// time; whoever started it ends it when it takes too long.

const mostMemory = 500 * 1024 * 1024;
const lookMs = 50;

const answer = (message: MakerAnswer) => process.send!(message);

// libvips' memory is outside V8's: nobody else counts it.
setInterval(() => {
  if (process.memoryUsage.rss() > mostMemory) process.exit(outOfMemory);
}, lookMs).unref();

async function work(job: MakerJob): Promise<void> {
  try {
    const made =
      job.do === "clean"
        ? await cleanPicture(job.bytes, job.kind)
        : await sizePicture(job.bytes, job.width, job.format);
    answer({ id: job.id, made });
  } catch (error) {
    const failure = error instanceof PictureRefused ? error.failure : { code: "picture_damaged", params: {} };
    answer({ id: job.id, failure });
  }
}

process.on("message", (job: MakerJob) => void work(job));
process.on("disconnect", () => process.exit(0));
