import { library } from '@hyperprior/build';

export default library(
  { index: 'src/index.ts', gif: 'src/gif.ts', raster: 'src/raster/index.ts' },
  { deps: { neverBundle: [/^node:/] } },
);
