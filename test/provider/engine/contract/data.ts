// The contract for secrets and configs.

import { expect } from "chai";
import type { Contract } from "./support";
import { codeOf, secret, service } from "./support";

export function describeSecretsAndConfigs(open: () => Contract): void {
  for (const kind of ["secrets", "configs"] as const) {
    describe(kind, () => {
      it("are created once under a name, and listed by its beginning", async () => {
        const { engine } = open();

        const ID = await engine[kind].create(secret);

        expect(await codeOf(engine[kind].create(secret))).to.equal("NAME_TAKEN");
        const listed = await engine[kind].list({ name: ["p"] });
        expect(listed.map((one) => [one.ID, one.Spec.Name])).to.deep.equal([[ID, "pw"]]);
        expect(await engine[kind].list({ name: ["w"] })).to.deep.equal([]);
      });

      it("change their labels, not their data, from the version that was read", async () => {
        const { engine } = open();
        const [one] = await engine[kind].list({ name: ["pw"] });
        if (!one) throw new Error("nothing listed");
        const update = (index: number, more: object) =>
          engine[kind].update(one.ID, index, { ...secret, ...more });

        await update(one.Version.Index, { Labels: { a: "b" } });

        const [after] = await engine[kind].list({ name: ["pw"] });
        const index = after?.Version.Index ?? 0;
        expect(after?.Spec.Labels).to.deep.equal({ a: "b" });
        expect(index).to.be.greaterThan(one.Version.Index);
        expect(await codeOf(update(one.Version.Index, {}))).to.equal("OUT_OF_SEQUENCE");
        expect(await codeOf(update(index, { Data: "b3RoZXI=" }))).to.equal("ENGINE_REFUSED");
      });

      it("give data back only of configs", async () => {
        const [one] = await open().engine[kind].list();

        expect(one?.Spec.Data).to.equal(kind === "configs" ? secret.Data : undefined);
      });

      it("cannot go while a service uses them, and then can, and twice", async () => {
        const { engine } = open();
        const [one] = await engine[kind].list({ name: ["pw"] });
        if (!one) throw new Error("nothing listed");
        const File = { Name: "pw", UID: "0", GID: "0", Mode: 0o444 };
        const use =
          kind === "secrets"
            ? { Secrets: [{ File, SecretID: one.ID, SecretName: "pw" }] }
            : { Configs: [{ File, ConfigID: one.ID, ConfigName: "pw" }] };
        const ContainerSpec = { Image: "busybox:latest", ...use };
        const user = await engine.services.create(service("user", { ContainerSpec }));

        expect(await codeOf(engine[kind].remove(one.ID))).to.equal("IN_USE");
        await engine.services.remove(user);
        await engine[kind].remove(one.ID);
        await engine[kind].remove(one.ID);

        expect(await engine[kind].list()).to.deep.equal([]);
      });
    });
  }
}
