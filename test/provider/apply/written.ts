// What is sent to a fake engine, in order and by name: "create service web_web".

import type { FakeEngine } from "../../fakes/engine";

type Write = (...args: unknown[]) => Promise<unknown>;
const GROUPS = { networks: "network", secrets: "secret", configs: "config", services: "service" };

export function written(engine: FakeEngine): string[] {
  const log: string[] = [];
  const names = new Map<string, string>();
  for (const [group, kind] of Object.entries(GROUPS)) {
    const calls = engine[group as keyof typeof GROUPS] as unknown as Record<string, Write>;
    const { create, update, remove } = calls;
    Object.assign(calls, {
      create: async (spec: { Name: string }) => {
        log.push(`create ${kind} ${spec.Name}`);
        const id = await create?.(spec);
        names.set(String(id), spec.Name);
        return id;
      },
      ...(update && {
        update: (id: string, ...rest: unknown[]) => {
          log.push(`update ${kind} ${names.get(id)}`);
          return update(id, ...rest);
        },
      }),
      remove: (id: string) => {
        log.push(`remove ${kind} ${names.get(id)}`);
        return remove?.(id);
      },
    });
  }
  return log;
}
