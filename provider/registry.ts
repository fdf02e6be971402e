// What is done about registries before a rollout: the digest that a tag stands for goes into the spec, the login
// of the image's registry beside it. How a registry is asked, and what its silence means, is in asking.ts.

import { ask, checkFor, reasonInWords, staysInWords, type Answer, type Told } from "./asking";
import type { Engine, RegistryAuth } from "./engine/engine";
import { authFor } from "./engine/login";
import type { Placement, ServiceSpec } from "./engine/types";
import { hasCode } from "./errors";
import { declared, isThereYet, sessionFor } from "./lifecycle/shared";
import { own } from "./model/compact";
import { registryOf, withoutDigest } from "./model/registry";
import { hasUnknown, isUnknown } from "./model/unknown";
import type { Desired, Live } from "./objects/object";
import { findLive, type PlanInput } from "./plan/plan";
import type { Untold } from "./plan/preflight/images";
import { reporter } from "./progress";
import { imageOf, imagesByTag, withImage } from "./resources/images";
import type { CommonInputs, Reached } from "./resources/resource";
import * as state from "./state";
import type { Props } from "./state";

/** `resolveImage: "always"`: today's digests become a part of the inputs, so that a tag that moved is a difference. */
export async function withDigests<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { news, before }: { news: Props; before: Inputs | undefined },
): Promise<Inputs> {
  if (inputs.resolveImage !== "always") return inputs;
  const services = declared(type, inputs, news);
  const images = imagesByTag(services);
  const engine = images.length > 0 ? await reached(type, inputs, news) : undefined;
  const asked = engine
    ? await Promise.all(images.map((image) => lookUp(image, services, engine)))
    : [];
  // Of those that are new, the plan speaks.
  const running = before ? imagesByTag(declared(type, before, news)) : [];
  const kept = asked.flatMap((answer) =>
    "why" in answer && running.includes(answer.image) ? [answer] : [],
  );
  for (const text of staysInWords(kept)) await reporter(state.hidden(news).__urn).warn(text);
  const digests = images.flatMap((image, i) => {
    const answer = asked[i];
    // What a registry does not tell stays as it was.
    const known = answer && "digest" in answer ? answer.digest : own(before?.digests ?? {}, image);
    return known ? [[image, known] as const] : [];
  });
  return digests.length > 0 ? { ...inputs, digests: Object.fromEntries(digests) } : inputs;
}

/** The engine, where it can be asked already; why it cannot, the plan says. */
async function reached<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): Promise<Engine | undefined> {
  if (!isThereYet(inputs, news)) return undefined;
  try {
    return (await sessionFor(type, inputs, { news })).engine;
  } catch (error) {
    if (!hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER")) throw error;
    await reporter(state.hidden(news).__urn).warn(`No registry is asked. ${error.message}`);
    return undefined;
  }
}

async function lookUp(image: string, services: Desired[], engine: Engine): Promise<Answer> {
  const user = services.find(({ spec }) => imageOf(spec) === image);
  return ask(engine, image, user && (await authOf(user)));
}

/** The services as they are to be sent, and those whose image no registry told of. */
export async function atRegistries(
  input: PlanInput,
  engine: Engine,
): Promise<{ desired: Desired[]; untold: Untold[] }> {
  const untold: Untold[] = [];
  const desired = await Promise.all(
    input.desired.map(async (one) => {
      const image = imageOf(one.spec) ?? "";
      if (one.kind !== "service" || registryOf(image) === undefined) return one;
      const auth = await authOf(one);
      const service = auth === undefined ? one : { ...one, auth };
      if (!isNewImage(one, findLive(one, input))) return service;
      const spec = one.spec as ServiceSpec;
      if (one.resolveImage === "never") {
        untold.push({ image, spec, why: NOT_ASKED, isAsked: false });
        return service;
      }
      const answer = await ask(engine, image, auth);
      if (!("why" in answer)) return { ...service, spec: told(spec, answer) };
      const words = { why: reasonInWords(answer), check: checkFor(answer) };
      untold.push({ image, spec, ...words, isAsked: true });
      return service;
    }),
  );
  return { desired, untold };
}

const NOT_ASKED = 'no registry is asked (resolveImage: "never")';

/** Of a service that is new, or gets another image: the digest that runs stays while the tag is the same. */
function isNewImage({ spec, left }: Desired, live: Live | undefined): boolean {
  if (live === undefined) return true;
  const [image, running] = [imageOf(spec) ?? "", imageOf(live.spec) ?? ""];
  return !left?.includes("image") && image !== running && image !== withoutDigest(running);
}

/** The same services with what the engine takes of their logins. */
export const withLogins = (services: Desired[]): Promise<Desired[]> =>
  Promise.all(services.map(async (one) => ({ ...one, auth: await authOf(one) })));

const authOf = async ({ spec, login }: Desired): Promise<RegistryAuth | undefined> =>
  hasUnknown(login) ? undefined : authFor(login, imageOf(spec) ?? "");

/** As docker does: the digest beside the tag, and the platforms that the image is made for. */
function told(spec: ServiceSpec, { digest, platforms }: Told): ServiceSpec {
  const image = imageOf(spec) ?? "";
  const pinned = withImage(spec, image.includes("@") ? image : `${image}@${digest}`);
  const { TaskTemplate } = pinned;
  const { Placement } = TaskTemplate;
  if (isUnknown(Placement) || Placement.Platforms !== undefined || platforms.length === 0)
    return pinned;
  const placed: Placement = { ...Placement, Platforms: platforms };
  return { ...pinned, TaskTemplate: { ...TaskTemplate, Placement: placed } };
}
