// `security_opt` as Compose writes it, read into the engine's privileges. Pure.

import type { Privileges } from "../engine/types";

export type Security = Pick<
  Privileges,
  "SELinuxContext" | "Seccomp" | "AppArmor" | "NoNewPrivileges"
>;
type Reading = Partial<Security> | { error: string };

const SELINUX_KEYS = { user: "User", role: "Role", type: "Type", level: "Level" } as const;

/** Reads one option such as "no-new-privileges" or "seccomp=unconfined"; an error says what to write. */
export function readSecurityOption(option: string): Reading {
  const [, key = "", value = ""] = /^([^=:]*)[=:]?(.*)$/s.exec(option) ?? [];
  switch (key) {
    case "no-new-privileges":
      if (!["", "true", "false"].includes(value))
        return { error: 'write "no-new-privileges:true"' };
      return { NoNewPrivileges: value !== "false" };
    case "seccomp":
      return seccomp(value);
    case "apparmor":
      return appArmor(value);
    case "label":
      return seLinux(value);
    default:
      return { error: "a swarm knows no-new-privileges, seccomp, apparmor and label only" };
  }
}

/** All options together; those that cannot be read are left out. */
export function readSecurityOptions(options: readonly string[] = []): Security {
  const security: Security = { SELinuxContext: null, NoNewPrivileges: false };
  for (const option of options) {
    const read = readSecurityOption(option);
    if ("error" in read) continue;
    const { SELinuxContext: label, ...others } = read;
    Object.assign(security, others);
    if (label) security.SELinuxContext = { ...security.SELinuxContext, ...label };
  }
  return security;
}

function seccomp(value: string): Reading {
  if (value === "unconfined") return { Seccomp: { Mode: "unconfined" } };
  if (value === "builtin") return { Seccomp: { Mode: "default" } };
  if (value.trimStart().startsWith("{")) {
    return { Seccomp: { Mode: "custom", Profile: Buffer.from(value).toString("base64") } };
  }
  return { error: 'write "seccomp=unconfined", "seccomp=builtin" or the profile itself, as JSON' };
}

function appArmor(value: string): Reading {
  if (value === "unconfined") return { AppArmor: { Mode: "disabled" } };
  if (value === "docker-default") return { AppArmor: { Mode: "default" } };
  return { error: 'a swarm knows "apparmor=unconfined" and "apparmor=docker-default" only' };
}

function seLinux(value: string): Reading {
  if (value === "disable") return { SELinuxContext: { Disable: true } };
  const [, key = "", text = ""] = /^(\w+):(.+)$/.exec(value) ?? [];
  if (key in SELINUX_KEYS) {
    return { SELinuxContext: { [SELINUX_KEYS[key as keyof typeof SELINUX_KEYS]]: text } };
  }
  return { error: 'write "label=disable", or "label=type:…" with user, role, type or level' };
}
