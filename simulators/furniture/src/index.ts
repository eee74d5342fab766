export { formOf, type Incoming, queryOf, type Reply } from "./incoming.ts";
export { keepTicking } from "./keep-ticking.ts";
export { type Books, openKeptBooks } from "./kept-books.ts";
export { type Listening, serve } from "./serve.ts";
