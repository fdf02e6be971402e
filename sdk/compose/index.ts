// The door to Compose files: what a program and the command line may use of this room.

export { checkStack } from "./check-stack";
export { type ComposeOptions, type ComposeResult, readCompose } from "./load";
