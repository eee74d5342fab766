import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createTransport } from "nodemailer";

export interface Mail {
  /** The job it comes of: the same mail sent twice overwrites itself in the development mailbox. */
  readonly id: string;
  readonly to: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly storeId: string | null;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

// A header is one line: whoever types a line break into a name must not gain a header by it.
const oneLine = (text: string) => text.replace(/[\r\n]+/g, " ").trim();

/** Sends by SMTP; throws when the server does not take the mail, so that the queue tries again. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url);
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  return {
    async send(mail) {
      await transport.sendMail({
        from: { name: oneLine(mail.fromName), address },
        to: oneLine(mail.to),
        subject: oneLine(mail.subject),
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.id}@hutong>`,
      });
    },
  };
}

/**
 * Development: writes each mail as a file that the dashboard's mailbox page reads. Nothing leaves the machine. A small
 * file is written faster than it is handed to another thread and back.
 */
export function mailboxMailer(folder: string): Mailer {
  return {
    async send(mail) {
      mkdirSync(folder, { recursive: true });
      const path = `${folder}/${mail.id}.json`;
      const subject = oneLine(mail.subject);
      writeFileSync(`${path}.part`, JSON.stringify({ ...mail, subject, at: new Date().toISOString() }));
      renameSync(`${path}.part`, path);
    },
  };
}
