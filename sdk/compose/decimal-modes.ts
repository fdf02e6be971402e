// Permissions of files that look octal and are not: `mode: 440` is decimal, as docker reads it, and so 0670.

import type { Problem } from "../../provider/model/common";
import { isMap } from "../../provider/model/place";
import type { ServiceArgs } from "../../provider/model/service";

/** What people mean in octal; a converter prints their decimals, which are none of these. */
const MEANT_OCTAL = new Set([
  ...[400, 440, 444, 600, 640, 644, 660, 664, 666],
  ...[700, 740, 744, 750, 755, 770, 775, 777, 1777],
]);

/** Warns of the modes of a service's secrets, configs and tmpfs mounts. */
export function decimalModes(args: ServiceArgs, at: string[], problems: Problem[]): void {
  const look = (mode: unknown, ...path: (string | number)[]): void => {
    if (typeof mode !== "number" || !MEANT_OCTAL.has(mode)) return;
    const reason = `${mode} is decimal, and means 0${mode.toString(8)}. Write 0${mode} for those permissions.`;
    problems.push({ path: [...at, ...path.map(String), "mode"], reason, warning: true });
  };
  for (const kind of ["secrets", "configs"] as const)
    for (const [i, one] of (args[kind] ?? []).entries()) if (isMap(one)) look(one.mode, kind, i);
  for (const [i, one] of (args.volumes ?? []).entries())
    if (isMap(one) && isMap(one.tmpfs)) look(one.tmpfs.mode, "volumes", i, "tmpfs");
}
