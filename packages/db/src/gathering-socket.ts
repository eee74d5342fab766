import { connect, type Socket } from "node:net";

/**
 * Makes a socket send what is written in one turn of the event loop as one message. postgres.js sends at once what
 * reaches 1 KB, so a burst leaves in pieces, each of which is a system call here and wakes the server there.
 */
function gather(socket: Socket): Socket {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let isGathering = false;
  const sendAll = () => {
    isGathering = false;
    socket.uncork();
  };
  // What postgres.js keeps back comes with the immediates of this turn; those of the next are after it.
  const wait = () => setImmediate(sendAll);
  socket.write = ((...args: unknown[]) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      setImmediate(wait);
    }
    return write(...args);
  }) as typeof socket.write;
  return socket;
}

/** Where postgres.js would connect to, as it tells its option `socket`. */
export interface Whereabouts {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | undefined;
}

/** A connecting socket for postgres.js; what is written before it is connected waits, what fails it emits. */
export function gatheringSocket({ host, port, path }: Whereabouts): Socket {
  const socket = path ? connect({ path }) : connect({ host: host[0]!, port: port[0]!, noDelay: true });
  // postgres.js reads the server's name for TLS from here.
  return gather(Object.assign(socket, { host: host[0], port: port[0] }));
}
