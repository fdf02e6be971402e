// Runs the rules of a service over rows of args: what is said, and where.

import { expect } from "chai";
import { canonicalService } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import { serviceRules } from "../../../../provider/model/rules";
import type { ServiceArgs } from "../../../../provider/model/service";

/** Args, the place of the problem below the service, and a part of its reason; no place: all is right. */
export type Row = [title: string, args: ServiceArgs, path?: string, reason?: string];

/** What the rules say of a service that is right but for the args. */
export function problemsOf(args: ServiceArgs): Problem[] {
  const problems: Problem[] = [];
  const inputs = canonicalService({ image: "nginx", ...args }, [], problems);
  return [...problems, ...serviceRules(inputs, [])];
}

/** One test a row. */
export function testRows(rows: Row[]): void {
  for (const [title, args, path, reason] of rows) {
    it(title, () => {
      const problems = problemsOf(args).filter(({ warning }) => !warning);

      expect(problems.map((problem) => problem.path.join("."))).to.deep.equal(
        path === undefined ? [] : [path],
      );
      if (reason !== undefined) expect(problems[0]?.reason).to.include(reason);
    });
  }
}
