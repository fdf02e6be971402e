// One real visit of the quickstart's page: at its published port, and where that carries no packets, at a
// task's own address or inside a task.

import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ask, askText, type Target } from "../images/target";
import { filter, NAMESPACE } from "./observe";

export interface Visit {
  /** How the page was reached. */
  way: "published port" | "task address" | "inside a task";
  /** Where a browser finds the page, and the picture of the swarm; neither, when seen inside a task. */
  url?: string;
  pictureUrl?: string;
  visits: number;
}

const TIMEOUT_MS = 2_000;
/** The mesh learns of new tasks a moment after they run. */
const MESH_TRIES = 5;
const MESH_PAUSE_MS = 300;

/** Visits the page; undefined when it answers nowhere. */
export async function visitPage(target: Target): Promise<Visit | undefined> {
  const published = await visitPublished(target);
  if (published) return published;
  return (await visitTask(target)) ?? (await visitInside(target));
}

/** The address of a published port, seen from here. */
export function publishedUrl(engineHost: string, port: number): string {
  const { protocol, hostname } = new URL(engineHost);
  return `http://${protocol === "unix:" ? "localhost" : hostname}:${port}`;
}

/** Tells whether this machine's kernel lacks what Swarm's virtual addresses and published ports need. */
export function lacksIpvs(engineHost: string): boolean {
  return engineHost.startsWith("unix:") && !existsSync("/proc/net/ip_vs");
}

/** Reads the number of visits out of the page. */
export function visitsIn(page: string): number | undefined {
  const count = /Visits: <b>(\d+)<\/b>/.exec(page)?.[1];
  return count === undefined ? undefined : Number(count);
}

async function visitPublished(target: Target): Promise<Visit | undefined> {
  const url = publishedUrl(target.host, 4000);
  for (let left = lacksIpvs(target.host) ? 1 : MESH_TRIES; left > 0; left -= 1) {
    const visits = await fetchVisits(url);
    const pictureUrl = publishedUrl(target.host, 5000);
    if (visits !== undefined) return { way: "published port", url, pictureUrl, visits };
    await sleep(MESH_PAUSE_MS);
  }
  return undefined;
}

async function findContainers(target: Target, service: string): Promise<string[]> {
  const label = [`com.docker.swarm.service.name=${NAMESPACE}_${service}`];
  const found = await ask<{ Id: string }[]>(target, `/containers/json?${filter({ label })}`);
  return found.map(({ Id }) => Id);
}

async function visitTask(target: Target): Promise<Visit | undefined> {
  const bridge = await ask<{ Containers?: Record<string, { IPv4Address: string }> }>(
    target,
    "/networks/docker_gwbridge",
  ).catch(() => undefined);
  const [page] = await findContainers(target, "web");
  const [picture] = await findContainers(target, "visualizer");
  const [address, pictureAddress] = [page, picture].map(
    (id = "") => bridge?.Containers?.[id]?.IPv4Address.split("/")[0],
  );
  if (page === undefined || address === undefined) return undefined;
  const url = `http://${address}`;
  // another engine on this machine may use the same addresses: the page must be of this very container
  const visits = await fetchVisits(url, page.slice(0, 12));
  const pictureUrl = `http://${pictureAddress}:8080`;
  return visits === undefined ? undefined : { way: "task address", url, pictureUrl, visits };
}

async function visitInside(target: Target): Promise<Visit | undefined> {
  const [id] = await findContainers(target, "web");
  if (id === undefined) return undefined;
  const command = {
    Cmd: ["wget", "-q", "-O", "-", "http://127.0.0.1/"],
    AttachStdout: true,
    Tty: true,
  };
  const exec = { method: "POST", body: command };
  const { Id } = await ask<{ Id: string }>(target, `/containers/${id}/exec`, exec);
  const start = { method: "POST", body: { Tty: true }, timeoutMs: 10_000 };
  // a page that is too slow answers nowhere, and fails nothing
  const page = await askText(target, `/exec/${Id}/start`, start).catch(() => "");
  const visits = visitsIn(page);
  return visits === undefined ? undefined : { way: "inside a task", visits };
}

async function fetchVisits(url: string, hostname = ""): Promise<number | undefined> {
  const page = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((answer) => answer.text())
    .catch(() => "");
  return page.includes(`Hostname: ${hostname}`) ? visitsIn(page) : undefined;
}
