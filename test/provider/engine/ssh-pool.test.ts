import { expect } from "chai";
import type { Master } from "../../../provider/engine/ssh-master";
import { createPool, type Seat } from "../../../provider/engine/ssh-pool";

describe("the connections to one host", () => {
  interface Made {
    isUp: boolean;
    fails: boolean;
  }
  let made: Made[];
  let take: () => Promise<Seat>;
  beforeEach(() => {
    made = [];
    const open = async (): Promise<Master> => {
      const one = { isUp: true, fails: false };
      made.push(one);
      const options = [`connection ${made.length}`];
      await Promise.resolve();
      if (one.fails) throw new Error("no login");
      return { options, isUp: () => one.isUp };
    };
    take = createPool({ host: "node" }, open);
  });

  const seats = (count: number): Promise<Seat[]> =>
    Promise.all(Array.from({ length: count }, () => take()));
  const where = (taken: Seat[]): number[] =>
    taken.map(({ options }) => Number(options[0]?.split(" ")[1]));

  it("are one for eight sessions that begin at once, and another for the ninth", async () => {
    expect(where(await seats(9))).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it("give the place of a session that has ended to the next one", async () => {
    const taken = await seats(8);
    taken[0]?.leave();

    expect(where(await seats(2))).to.deep.equal([1, 2]);
  });

  it("are made anew when they are gone", async () => {
    await seats(1);
    for (const one of made) one.isUp = false;

    expect(where(await seats(2))).to.deep.equal([2, 2]);
  });

  it("are made anew when a session finds none", async () => {
    const [seat] = await seats(1);
    seat?.leave();
    seat?.refused(false);

    expect(where(await seats(1))).to.deep.equal([2]);
  });

  it("hold as many sessions as sshd was seen to allow", async () => {
    const taken = await seats(3);
    taken[2]?.leave();
    taken[2]?.refused(true);
    taken[1]?.leave();

    expect(where(await seats(2))).to.deep.equal([1, 2]);
  });

  it("fail all who wait for a login that fails, and then try once more", async () => {
    const first = seats(2);
    for (const one of made) one.fails = true;
    const words = await first.then(
      () => "no failure",
      ({ message }: Error) => message,
    );

    expect([words, where(await seats(1))]).to.deep.equal(["no login", [2]]);
  });
});
