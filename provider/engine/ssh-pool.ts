// The connections to one host: as few as its sessions need. Counts sessions, and forgets a connection that is gone.

import { openMaster, type Master, type SshTarget } from "./ssh-master";

/** sshd allows 10 in one connection (MaxSessions); one that has just ended may count still. */
const MAX_SESSIONS = 8;

interface Line {
  master: Promise<Master>;
  /** Once it stands. */
  isUp: () => boolean;
  sessions: number;
  limit: number;
}

/** A place for one session. */
export interface Seat {
  options: string[];
  /** The session has ended. */
  leave(): void;
  /** After `leave`: it never began: sshd allows no more of them in this connection, or the connection is gone. */
  refused(isFull: boolean): void;
}

/** Where a session to this host can go; the first to ask logs in, and the others wait for it. */
export function createPool(target: SshTarget, open = openMaster): () => Promise<Seat> {
  let lines: Line[] = [];
  const forget = (line: Line): void => void (lines = lines.filter((one) => one !== line));

  function openLine(): Line {
    const line: Line = {
      master: open(target),
      isUp: () => true,
      sessions: 0,
      limit: MAX_SESSIONS,
    };
    line.master.then(
      ({ isUp }) => (line.isUp = isUp),
      () => forget(line),
    );
    lines.push(line);
    return line;
  }

  return async () => {
    lines = lines.filter((line) => line.isUp());
    const line = lines.find(({ sessions, limit }) => sessions < limit) ?? openLine();
    line.sessions += 1;
    const { options } = await line.master;
    return {
      options,
      leave: () => void (line.sessions -= 1),
      refused(isFull) {
        if (isFull) line.limit = Math.max(1, Math.min(line.limit, line.sessions));
        else forget(line);
      },
    };
  };
}
