// Restarts and placement of tasks.

import type { Row } from "./row";

const restart = (restartPolicy: object): object => ({ deploy: { restartPolicy } });
const constraint = (...constraints: string[]): object => ({
  deploy: { placement: { constraints } },
});

export const RESTARTS: Row[] = [
  { rule: "a condition is one that there is", args: restart({ condition: "always" }), ours: 'deploy.restartPolicy.condition: "always" is not possible. Use "none", "on-failure" or "any".', engine: 'invalid RestartCondition: "always"' },
  { rule: "the condition none is right", args: restart({ condition: "none" }) },
  { rule: "the condition on-failure is right", args: restart({ condition: "on-failure", delay: "0s", window: "0s", maxAttempts: 0 }) },
  { rule: "the condition any is right", args: restart({ condition: "any", maxAttempts: 3 }) },
  { rule: "a delay is not below zero", args: restart({ delay: "-1s" }), ours: 'deploy.restartPolicy.delay: -1s is below zero. Write a duration of "0s" or more.', engine: "TaskSpec: restart-delay cannot be negative" },
  { rule: "a window is not below zero", args: restart({ window: "-1s" }), ours: 'deploy.restartPolicy.window: -1s is below zero. Write a duration of "0s" or more.', engine: "TaskSpec: restart-window cannot be negative" },
  { rule: "attempts are not below zero", args: restart({ maxAttempts: -1 }), ours: "deploy.restartPolicy.maxAttempts: must be 0 or more, not -1.", engine: "cannot unmarshal number -1" },
]; // prettier-ignore

export const PLACEMENT: Row[] = [
  { rule: "a constraint has an operator", args: constraint("node.role=worker"), ours: 'deploy.placement.constraints.0: "node.role=worker" has no operator. Write key==value or key!=value, such as node.role==worker.', engine: "constraint expected one operator from ==, !=" },
  { rule: "a constraint has one operator", args: constraint("node.labels.a==b==c"), ours: 'deploy.placement.constraints.0: "node.labels.a==b==c": "b==c" is no value. Use letters, digits, blanks and : - _ . * ( ) ? + [ ] \\ ^ $ | / only.', engine: "value 'b==c' is invalid" },
  { rule: "a constraint has one operator of the two", args: constraint("node.labels.a!=b==c"), ours: 'deploy.placement.constraints.0: "node.labels.a!=b==c": "node.labels.a!=b" is no key. Write key==value, such as node.role==worker.', engine: "key 'node.labels.a!=b' is invalid" },
  { rule: "a key has two characters at least", args: constraint("a==b"), ours: 'deploy.placement.constraints.0: "a==b": "a" is no key. Write key==value, such as node.role==worker.', engine: "key 'a' is invalid" },
  { rule: "a key does not begin with a digit", args: constraint("1a==b"), ours: 'deploy.placement.constraints.0: "1a==b": "1a" is no key. Write key==value, such as node.role==worker.', engine: "key '1a' is invalid" },
  { rule: "a value is not empty", args: constraint("node.id=="), ours: 'deploy.placement.constraints.0: "node.id==": "" is no value. Use letters, digits, blanks and : - _ . * ( ) ? + [ ] \\ ^ $ | / only.', engine: "value '' is invalid" },
  { rule: "a value holds no comma", args: constraint("node.labels.a==b,c"), ours: 'deploy.placement.constraints.0: "node.labels.a==b,c": "b,c" is no value. Use letters, digits, blanks and : - _ . * ( ) ? + [ ] \\ ^ $ | / only.', engine: "value 'b,c' is invalid" },
  { rule: "a value holds no @", args: constraint("node.labels.a==b@c"), ours: 'deploy.placement.constraints.0: "node.labels.a==b@c": "b@c" is no value. Use letters, digits, blanks and : - _ . * ( ) ? + [ ] \\ ^ $ | / only.', engine: "value 'b@c' is invalid" },
  { rule: "a value may hold what patterns are made of", args: constraint("node.labels.a==a:b-_ .*()?+[]\\^$|/") },
  { rule: "blanks around an operator are right", args: constraint("node.labels.disk == ssd") },
  { rule: "a key is one that the swarm knows", args: constraint("node.rol==worker"), ours: 'deploy.placement.constraints.0: "node.rol==worker": the swarm knows no "node.rol", so the constraint would match no node. Did you mean "node.role"? Use node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch, node.labels.… or engine.labels.…', stricter: "the engine keeps it, and it matches no node" },
  { rule: "a label has a name", args: constraint("node.labels.==x"), ours: 'deploy.placement.constraints.0: "node.labels.==x": the swarm knows no "node.labels.", so the constraint would match no node. Use node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch, node.labels.… or engine.labels.…', stricter: "the engine keeps it, and it matches no node" },
  { rule: "a role is one that there is", args: constraint("node.role==leader"), ours: "deploy.placement.constraints.0: \"node.role==leader\": a node's role is manager or worker, so \"leader\" matches no node.", stricter: "the engine keeps it, and it matches no node" },
  { rule: "every key that the swarm knows is right", args: constraint("node.id==x", "node.hostname!=x", "node.ip==10.0.0.0/8", "node.role==manager", "node.platform.os==linux", "node.platform.arch==x86_64", "node.labels.a.b==x", "engine.labels.x!=y") },
  { rule: "an address is one", args: constraint("node.ip==nowhere"), ours: 'deploy.placement.constraints.0: "node.ip==nowhere": "nowhere" is no address and no subnet, so the constraint would match no node.', stricter: "the engine keeps it, and it matches no node" },
  { rule: "keys are right in any case", args: constraint("Node.Role==Manager") },
  { rule: "a preference spreads over labels", args: { deploy: { placement: { preferences: [{ spread: "node.labels.rack" }] } } } },
  { rule: "a preference over nothing is none", args: { deploy: { placement: { preferences: [{ spread: "" }] } } }, warns: 'deploy.placement.preferences.0: spreads over "", which the swarm ignores. Use node.labels.… or engine.labels.…' },
  { rule: "a platform is a system, and an architecture", args: { platform: "amd64" }, ours: 'platform: "amd64" is no platform of a node. Write the system and the architecture, such as "linux/amd64" or "linux/arm64".', stricter: "the engine keeps it, and it matches no node" },
  { rule: "platforms are right", args: { deploy: { placement: { platforms: ["linux/amd64", "windows", "linux/arm/v7"] } } } },
  { rule: "an update is forced by a number", args: { deploy: { forceUpdate: 3 } } },
  { rule: "a forced update is not below zero", args: { deploy: { forceUpdate: -1 } }, ours: "deploy.forceUpdate: must be 0 or more, not -1.", engine: "cannot unmarshal number -1" },
  { rule: "tasks of one node are not below zero", args: { deploy: { placement: { maxReplicasPerNode: -1 } } }, ours: "deploy.placement.maxReplicasPerNode: must be 0 or more, not -1.", engine: "cannot unmarshal number -1" },
  { rule: "tasks of one node may be unlimited", args: { deploy: { placement: { maxReplicasPerNode: 0 } } } },
  { rule: "tasks of one node are not for a global service", args: { deploy: { mode: "global", placement: { maxReplicasPerNode: 2, constraints: ["node.role==worker"] } } }, ours: "deploy.placement.maxReplicasPerNode: has no meaning in mode global, which runs one task on each node. Remove it.", stricter: "the engine keeps what has no effect" },
]; // prettier-ignore
