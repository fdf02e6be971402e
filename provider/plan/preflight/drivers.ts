// Drivers of networks that are to be made. The engine looks for an unknown one for 15 s before it refuses. Pure.

import type { Node, NetworkSpec } from "../../engine/types";
import { isUnknown } from "../../model/unknown";
import type { Plan } from "../plan";
import type { Finding } from "./finding";
import { nodeCount } from "./filters";
import { hasPlugin } from "./plugins";

const BUILT_IN = ["overlay", "bridge", "macvlan", "ipvlan", "host", "null", "none"];

const plugged = ({ steps }: Plan): NetworkSpec[] =>
  steps.flatMap((step) => {
    if (step.action !== "create" && step.action !== "replace") return [];
    const { kind, spec } = step.desired;
    const { Driver } = spec as NetworkSpec;
    const isBuiltIn = kind !== "network" || isUnknown(Driver) || BUILT_IN.includes(Driver);
    return isBuiltIn ? [] : [spec as NetworkSpec];
  });

/** Whether the nodes have to be asked for what they have. */
export const namesDrivers = (plan: Plan): boolean => plugged(plan).length > 0;

/** Networks whose driver no node has. */
export const unknownDrivers = (plan: Plan, nodes: Node[]): Finding[] =>
  plugged(plan)
    .filter(
      ({ Driver }) => !nodes.some((node) => hasPlugin(node, { type: "Network", name: Driver })),
    )
    .map(({ Name, Driver }) => ({
      reason:
        `Network "${Name}": none of ${nodeCount(nodes.length)} has the network driver "${Driver}". ` +
        "Install it on the nodes, or use another.",
    }));
