import { expect } from "chai";
import { meanSame } from "../../../provider/lifecycle/shared";
import { stack } from "../../../provider/resources/stack";

describe("two sets of inputs", () => {
  const counted = () => {
    const asked: object[] = [];
    const meaning = (inputs: { name: string }) => (asked.push(inputs), inputs.name.toLowerCase());
    return { asked, type: { ...stack, meaning } };
  };
  const inputs = (name: string) => ({ ...stack.canonical({ name, services: {} }, []), name });

  it("that are the same are not asked for their meaning, which is dear", () => {
    const { asked, type } = counted();

    expect(meanSame(type, inputs("web"), inputs("web"))).to.equal(true);
    expect(asked).to.deep.equal([]);
  });

  it("that differ are held against each other by what they mean", () => {
    const { type } = counted();

    expect(meanSame(type, inputs("web"), inputs("WEB"))).to.equal(true);
    expect(meanSame(type, inputs("web"), inputs("db"))).to.equal(false);
  });
});
