export { fileUrl } from "./file-url.ts";
export { type FilePart, putPart, readPart, removeParts } from "./parts.ts";
export { putFile, type StoredFile } from "./put-file.ts";
export { readFile } from "./read-file.ts";
export { type RecordedSource, recordSources, sourceIdOf } from "./record-sources.ts";
export { safeSvg } from "./safe-svg.ts";
