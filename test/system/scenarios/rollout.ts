// Rows of how a service's tasks are replaced by an update or a rollback: all of it changes in place.

import type { DeployArgs } from "../../../provider/model/service";
import { inPlace, made, SECOND, type Row, type Step } from "./row";

/** Fields of an update or rollback config, one after the other, all of them in place. */
function rolloutRow(kind: "update" | "rollback"): Row {
  const key = `${kind}Config` as const;
  const base = { Parallelism: 1, MaxFailureRatio: 0 };
  const to = (config: NonNullable<DeployArgs["updateConfig"]>): Step["args"] => ({
    deploy: { [key]: config },
  });
  const change = (
    config: NonNullable<DeployArgs["updateConfig"]>,
    is: object,
    alike?: Step["args"],
  ): Step => inPlace(`${kind} config`, { args: to(config), is: { ...base, ...is }, alike });
  return {
    name: `${kind}-config`,
    at: `${kind === "update" ? "Update" : "Rollback"}Config`,
    steps: [
      made({
        args: to({
          parallelism: 2,
          delay: "5s",
          failureAction: "pause",
          monitor: "10s",
          maxFailureRatio: 0.25,
          order: "start-first",
        }),
        is: {
          Parallelism: 2,
          Delay: 5 * SECOND,
          FailureAction: "pause",
          Monitor: 10 * SECOND,
          MaxFailureRatio: 0.25,
          Order: "start-first",
        },
      }),
      change(
        {
          delay: "12s",
          failureAction: "continue",
          monitor: "60s",
          maxFailureRatio: 0.5,
          order: "stop-first",
        },
        {
          Delay: 12 * SECOND,
          FailureAction: "continue",
          Monitor: 60 * SECOND,
          MaxFailureRatio: 0.5,
          Order: "stop-first",
        },
        to({
          parallelism: 1,
          delay: "12000ms",
          failureAction: "continue",
          monitor: "1m",
          maxFailureRatio: 0.5,
        }),
      ),
      kind === "update"
        ? change(
            { failureAction: "rollback", parallelism: 0 },
            { FailureAction: "rollback", Parallelism: 0, Order: "stop-first" },
          )
        : change(
            { parallelism: 0 },
            { Parallelism: 0, FailureAction: "pause", Order: "stop-first" },
          ),
      inPlace(`${kind} config`, { args: { deploy: { [key]: undefined } }, is: undefined }),
    ],
  };
}

export const rolloutRows: Row[] = [rolloutRow("update"), rolloutRow("rollback")];
