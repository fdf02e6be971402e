// Nodes that have left the program. Pulumi shows the provider nothing of a resource that is no longer declared until it
// deletes it, so a preview tells of such nodes from their cluster: the program names the nodes that it declares for
// it, and the last run's names are among the old inputs. Whether they will be deleted only Pulumi knows (`--target`,
// `retainOnDelete`), so nothing is refused here; delete itself refuses.

import { hasCode } from "../errors";
import { messageOf } from "../failure";
import { previewOfNodes, throughOf } from "../node-moves";
import { KINDS } from "../objects";
import { isSameProgram, JOINED, nameOf } from "../owner";
import type { Step } from "../plan/plan";
import { planInWords } from "../plan/words";
import { reporter } from "../progress";
import type { CommonInputs, Reached } from "../resources/resource";
import type { Session } from "../session";
import * as state from "../state";
import type { Props } from "../state";
import { isThereYet, sessionFor } from "./shared";

/** In a preview; asks nothing while all nodes of the last run are still declared. */
export async function tellDeparting<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { olds, news }: { olds: Props; news: Props },
): Promise<void> {
  if (state.hidden(news).__preview !== true) return;
  const gone = departed(olds, news);
  if (gone.length === 0 || !isThereYet(inputs, news)) return;
  const log = reporter(state.hidden(news).__urn);
  try {
    const session = await sessionFor(type, inputs, { news });
    const steps = await departing(session, gone, news);
    const told = await inWords(steps, session, inputs);
    if (told.words !== "") await log.info(`${HEAD}\n${told.words}`);
    for (const text of told.warnings) await log.warn(text);
  } catch (error) {
    if (!hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER")) throw error;
    await log.warn(`What the removal of nodes moves is not known. ${messageOf(error)}`);
  }
}

const HEAD = "No longer declared, and deleted unless Pulumi is told to keep it:";

/** Names of nodes that the last run declared, and this one does not. */
export function departed(olds: Props, news: Props): string[] {
  const { __nodes: before = [] } = state.hidden(olds);
  const { __nodes: after = [] } = state.hidden(news);
  return before.filter((name) => !after.includes(name));
}

/** Members that were there before stay in the swarm when their resource goes. */
async function departing({ engine }: Session, gone: string[], news: Props): Promise<Step[]> {
  const owner = state.owner(news);
  const nodes = await KINDS.node.list(engine);
  return nodes
    .filter(({ labels }) => isSameProgram(labels, owner) && labels[JOINED] === "true")
    .flatMap((live): Step[] => {
      const key = nameOf(live.labels) ?? "";
      return gone.includes(key) ? [{ action: "remove", key, live }] : [];
    });
}

/** One after the other, for what leaves first takes room from the next. */
async function inWords<Inputs extends CommonInputs>(
  steps: Step[],
  session: Session,
  { connection }: Inputs,
): Promise<{ words: string; warnings: string[] }> {
  const through = throughOf(session, { connection });
  const effects = new Map<string, string>();
  const warnings: string[] = [];
  for (const step of steps) {
    const news = await previewOfNodes(session.engine, [step], through);
    for (const [id, effect] of news.effects) effects.set(id, effect);
    warnings.push(...news.refusals, ...news.warnings);
  }
  return { words: planInWords(steps, 0, [], effects), warnings };
}
