export { backward, configure, forward, step } from "./gru";
export { plan, planRoom } from "./rollouts";
