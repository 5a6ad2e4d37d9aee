import { library } from '@hyperprior/build';

/** The digits stay a file of their own, beside dist: loaded on demand, and left out of the source maps. */
export default library(['src/index.ts'], { deps: { neverBundle: [/data\/digits\.js$/] } });
