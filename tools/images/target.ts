// One engine, as the tools reach it, and how they ask it.

import { request, requestText, type EngineRequest } from "../engine/request";

export interface Target {
  /** unix:// or tcp://. */
  host: string;
  /** The folder of its client certificates, where it speaks TLS. */
  certificates?: string;
}

/** The answer, read as JSON; undefined when it is empty. */
export function ask<T>({ host, certificates }: Target, path: string, options: EngineRequest = {}) {
  return request<T>(host, path, { certificates, ...options });
}

/** The text of the answer. */
export function askText({ host, certificates }: Target, path: string, options: EngineRequest = {}) {
  return requestText(host, path, { certificates, ...options });
}
