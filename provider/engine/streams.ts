// Answers that flow: events as JSON lines, and the last lines of a task's log. Best effort, both: a broken
// stream ends, it never throws.

import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createInterface } from "node:readline";
import type { Filters } from "./engine";
import type { EngineEvent } from "./types";
import type { Caller } from "./request";

/** Yields events until the signal aborts, the reader stops or the connection breaks. */
export async function* events(
  caller: Caller,
  filters: Filters,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const response = await openEvents(caller, filters, signal);
  if (!response) return;

  const lines = createInterface({ input: response });
  response.on("error", () => undefined);
  try {
    for await (const line of lines) {
      const event = parseEvent(line);
      if (event) yield event;
    }
  } catch {
    // The stream broke; what is missed, the reader sees when it looks again.
  } finally {
    response.destroy();
  }
}

async function openEvents(
  caller: Caller,
  filters: Filters,
  signal: AbortSignal,
): Promise<IncomingMessage | undefined> {
  if (signal.aborted) return undefined;
  try {
    return await caller.counted((docker) =>
      docker.getEvents({ _query: { filters }, abortSignal: signal }),
    );
  } catch {
    return undefined;
  }
}

/** The last line of a stream that was cut is half a line. */
function parseEvent(line: string): EngineEvent | undefined {
  try {
    return JSON.parse(line) as EngineEvent;
  } catch {
    return undefined;
  }
}

/** What a task wrote last; what has come when the time is over, or nothing. */
export async function taskLogs(caller: Caller, id: string, lines: number): Promise<string[]> {
  const signal = AbortSignal.timeout(caller.limits.logsMs);
  const sink = new PassThrough();
  try {
    const response = await caller.counted((docker) =>
      docker.getTask(encodeURIComponent(id)).logs({
        // `follow` makes dockerode give a stream; the engine is not asked to follow.
        follow: true,
        _query: { stdout: true, stderr: true, tail: lines },
        abortSignal: signal,
      }),
    );
    response.on("error", () => undefined).once("close", () => sink.end());
    await caller.ready().then(({ docker }) => docker.modem.demuxStream(response, sink, sink));
    const written = await text(sink);
    return written.split(/\r?\n/).filter(Boolean).slice(-lines);
  } catch {
    return [];
  }
}
