// A delete that goes on where a killed one ended.

import { expect } from "chai";
import type { Filters } from "../../../provider/engine/engine";
import type { Task } from "../../../provider/engine/types";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, pulumi, isWrite } from "./support";

const WEB = { image: "nginx" };
const ROWS = [
  { type: service, args: WEB, name: "web", then: [] },
  {
    type: stack,
    args: { services: { web: WEB }, networks: { default: {} } },
    name: "web_web",
    then: ["networks.remove"],
  },
];

describe("a delete after a killed one", () => {
  for (const { type, args, name, then } of ROWS)
    it(`waits for the tasks of what that one removed of a ${type.type}, before anything else goes`, async () => {
      const engine = await engineInSwarm();
      const resource = pulumi(type as never, engine);
      await resource.up({ ...args, converge: false });
      const [stopping] = (await engine.tasks.list()).map((one) => ({
        ...one,
        DesiredState: "remove" as const,
      }));
      if (stopping === undefined) throw new Error("nothing runs");
      await engine.services.remove(name);
      let looks = 0;
      const list = engine.tasks.list;
      engine.tasks.list = async (filters?: Filters): Promise<Task[]> => {
        const there = await list(filters);
        return looks++ < 3 && (filters?.id?.includes(stopping.ID) ?? true)
          ? [...there, stopping]
          : there;
      };
      engine.calls.length = 0;

      await resource.destroy();

      const told = engine.calls.filter((call) => call === "tasks.list" || isWrite(call));
      expect(told).to.deep.equal([...Array<string>(4).fill("tasks.list"), ...then]);
    });
});
